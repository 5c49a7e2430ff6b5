"""The words that the rows of a table of cases are made of, and what the facts call the same."""

from collections.abc import Mapping
from typing import Any

PEOPLE = {"配偶": "spouse", "孩子": "child", "父母": "parent", "监护人": "guardian", "其他家人": "other"}
LISTS = {
    "居住": "residences",
    "就业": "employment",
    "社保": "insurance",
    "个税": "tax",
    "住房": "housing",
    "就学": "schooling",
    "考试": "exams",
    "旧证": "earlier_permits",
    "户籍变动": "registered_divisions",
}
WORDS: Mapping[str, Mapping[str, tuple[str, Any]]] = {
    "residences": {
        "自有房": ("dwelling", "own"),
        "租房已备案": ("dwelling", "rented_registered"),
        "租房未备案": ("dwelling", "rented_unregistered"),
        "单位宿舍": ("dwelling", "employer_dormitory"),
        "学校宿舍": ("dwelling", "school_dormitory"),
        "寄住亲友": ("dwelling", "hosted"),
        "工棚": ("dwelling", "site_shed"),
        "救助站": ("dwelling", "shelter"),
        "无住所": ("dwelling", "none"),
    },
    "employment": {
        "劳动合同": ("kind", "labour_contract"),
        "事业单位": ("kind", "public_institution"),
        "劳务派遣": ("kind", "dispatch"),
        "个体经营": ("kind", "self_employed"),
        "灵活就业": ("kind", "informal"),
    },
    "insurance": {
        "养老": ("scheme", "pension"),
        "医疗": ("scheme", "medical"),
        "失业": ("scheme", "unemployment"),
        "工伤": ("scheme", "injury"),
        "生育": ("scheme", "maternity"),
        "居民医保": ("scheme", "resident_medical"),
        "正常缴费": ("kind", "regular"),
        "补缴": ("kind", "make_up"),
        "转入": ("kind", "transferred"),
    },
    "tax": {"工资薪金": ("kind", "wages"), "经营所得": ("kind", "business")},
    "housing": {
        "自有": ("tenure", "own"),
        "租赁": ("tenure", "rent"),
        "宿舍": ("tenure", "dormitory"),
        "亲属家": ("tenure", "relatives"),
        "已备案": ("registered", True),
        "未备案": ("registered", False),
    },
    "schooling": {
        "幼儿园": ("stage", "kindergarten"),
        "小学": ("stage", "primary"),
        "初中": ("stage", "junior"),
        "高中": ("stage", "senior"),
        "中职": ("stage", "vocational"),
        "大学": ("stage", "university"),
        "在读": ("status", "attending"),
        "休学": ("status", "suspended"),
        "请假获准": ("status", "approved_leave"),
        "有学籍": ("record", True),
        "无学籍": ("record", False),
    },
    "exams": {
        "中考": ("exam", "zhongkao"),
        "学业水平考试": ("exam", "proficiency"),
        "高考": ("exam", "gaokao"),
        "对口考试": ("exam", "vocational_exam"),
    },
    "earlier_permits": {
        "居住证": ("kind", "residence_permit"),
        "暂住证": ("kind", "temporary_permit"),
        "居住登记卡": ("kind", "registration_card"),
        "工作居住证": ("kind", "work_permit"),
    },
    "registered_divisions": {},
}
ACTS = {
    "签发": "issue",
    "签注": "endorse",
    "补签": "endorse",
    "换领": "replace",
    "补领": "reissue",
    "变更": "change_address",
    "注销": "cancel",
    "撤销": "revoke",
}
SEXES = {"男": "male", "女": "female"}
MARRIED = {"已婚": True, "未婚": False}
TRUTH = {"是": True, "否": False}
