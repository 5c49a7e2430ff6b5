<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AcceptDialog</name>
    <message>
        <location filename="../../ui/pages/act_dialogs.py" line="+124" />
        <source>Accept an application</source>
        <translation>受理申领</translation>
    </message>
    <message>
        <location line="+16" />
        <source>Photo on record</source>
        <translation>档案里已有照片</translation>
    </message>
    <message>
        <location line="+0" />
        <source>No photo yet</source>
        <translation>还没有照片</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Choose a &amp;photo…</source>
        <translation>选照片(&amp;P)…</translation>
    </message>
    <message>
        <location line="+6" />
        <source>&amp;Accept</source>
        <translation>受理(&amp;A)</translation>
    </message>
    <message>
        <location line="+7" />
        <source>Choose a photo</source>
        <translation>选照片</translation>
    </message>
</context>
<context>
    <name>ActDialog</name>
    <message>
        <location line="-96" />
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <location filename="../../ui/actions.py" line="+24" />
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Search</source>
        <translation>查找</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Register residence</source>
        <translation>居住登记</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Review and issue</source>
        <translation>审核签发</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Due soon</source>
        <translation>即将签注</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Verify a card</source>
        <translation>核验</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Read identity card</source>
        <translation>读身份证</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Do what the page offers first</source>
        <translation>办理本页第一件事</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Preview and print the card</source>
        <translation>预览并制证</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Show the full number</source>
        <translation>显示完整号码</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Lock the desk</source>
        <translation>锁屏</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <location filename="../../ui/app.py" line="+29" />
        <source>Residence permits</source>
        <translation>居住证办理</translation>
    </message>
</context>
<context>
    <name>DuePage</name>
    <message>
        <location filename="../../ui/pages/due_page.py" line="+34" />
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Lives at</source>
        <translation>现住址</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Last day to endorse</source>
        <translation>签注最后一天</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Permit</source>
        <translation>证号</translation>
    </message>
    <message>
        <location line="+5" />
        <source>Due soon</source>
        <translation>即将签注</translation>
    </message>
</context>
<context>
    <name>EndorseDialog</name>
    <message>
        <location filename="../../ui/pages/act_dialogs.py" line="+14" />
        <source>Late endorsement</source>
        <translation>补办签注</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Endorsement</source>
        <translation>签注</translation>
    </message>
    <message>
        <location line="+5" />
        <source>Lost</source>
        <translation>会失去</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Not touched</source>
        <translation>不受影响</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Back today</source>
        <translation>今天恢复</translation>
    </message>
    <message>
        <location line="+5" />
        <source>&amp;Endorse</source>
        <translation>签注(&amp;E)</translation>
    </message>
</context>
<context>
    <name>HolderPage</name>
    <message>
        <location filename="../../ui/pages/holder_page.py" line="+75" />
        <source>Show (Ctrl+R)</source>
        <translation>显示 Ctrl+R</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Show the full citizen number; this is noted</source>
        <translation>显示完整的公民身份号码，会留下记录</translation>
    </message>
    <message>
        <location line="+4" />
        <source>Say aloud</source>
        <translation>对群众说</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Preview and print (Ctrl+P)</source>
        <translation>预览制证　Ctrl+P</translation>
    </message>
    <message>
        <location line="+1" />
        <source>E&amp;xchange or reissue</source>
        <translation>换领、补领(&amp;X)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Cancel or revoke</source>
        <translation>注销、撤销(&amp;C)</translation>
    </message>
    <message>
        <location line="+29" />
        <source>What can be done today</source>
        <translation>今天能办</translation>
    </message>
    <message>
        <location line="+8" />
        <source>Matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Whose</source>
        <translation>谁的</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Answer</source>
        <translation>结论</translation>
    </message>
    <message>
        <location line="+0" />
        <location line="+31" />
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <location line="-30" />
        <source>Entitlements</source>
        <translation>权益</translation>
    </message>
    <message>
        <location line="+4" />
        <source>Reasons</source>
        <translation>依据和材料</translation>
    </message>
    <message>
        <location line="+7" />
        <source>&amp;Entitlements</source>
        <translation>权益(&amp;E)</translation>
    </message>
    <message>
        <location line="+6" />
        <source>&amp;Family and children</source>
        <translation>家庭和子女(&amp;F)</translation>
    </message>
    <message>
        <location line="+3" />
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Where</source>
        <translation>地点</translation>
    </message>
    <message>
        <location line="+1" />
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Until</source>
        <translation>到</translation>
    </message>
    <message>
        <location line="+4" />
        <source>E&amp;vidence</source>
        <translation>材料(&amp;V)</translation>
    </message>
    <message>
        <location line="+4" />
        <source>Act</source>
        <translation>办理</translation>
    </message>
    <message>
        <location line="+1" />
        <source>By</source>
        <translation>经办</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <location line="+4" />
        <source>&amp;Ledger</source>
        <translation>经历(&amp;L)</translation>
    </message>
    <message>
        <location line="+144" />
        <source>Nobody of the family is on record.</source>
        <translation>档案里还没有家庭成员。</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <location filename="../../ui/pages/keys_page.py" line="+24" />
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <location filename="../../ui/main_window.py" line="+63" />
        <location line="+41" />
        <source>Residence permits</source>
        <translation>居住证办理</translation>
    </message>
    <message>
        <location line="-6" />
        <source>Search: number, name, pinyin, initials, telephone, or scan a card (F3)</source>
        <translation>查找：身份号码、证号、姓名、拼音、首字母、手机号，或扫描卡上的码（F3）</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Search</source>
        <translation>查找</translation>
    </message>
</context>
<context>
    <name>PrintPage</name>
    <message>
        <location filename="../../ui/pages/print_page.py" line="+49" />
        <source>Front</source>
        <translation>正面</translation>
    </message>
    <message>
        <location line="+0" />
        <source>Back</source>
        <translation>背面</translation>
    </message>
    <message>
        <location line="+10" />
        <source>Kind of print</source>
        <translation>制证类别</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Reason (needed unless it is the first card)</source>
        <translation>理由（首次制证不用填）</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <location line="+3" />
        <source>Save as PDF…</source>
        <translation>存为 PDF…</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Print  Ctrl+Enter</source>
        <translation>打印(&amp;P)　Ctrl+Enter</translation>
    </message>
    <message>
        <location line="+51" />
        <source>Save the card</source>
        <translation>保存卡片</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <location filename="../../ui/pages/queue_page.py" line="+35" />
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Stage</source>
        <translation>环节</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Grounds</source>
        <translation>依据</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Accepted on</source>
        <translation>受理日期</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Accepted by</source>
        <translation>受理人</translation>
    </message>
    <message>
        <location line="+1" />
        <source>To be issued by</source>
        <translation>最迟办结</translation>
    </message>
    <message>
        <location line="+5" />
        <source>Files that wait</source>
        <translation>等候办理的申请</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Open the file</source>
        <translation>打开档案(&amp;O)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Approve</source>
        <translation>审核通过(&amp;A)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Refuse…</source>
        <translation>不予办理(&amp;R)…</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Issue the permit</source>
        <translation>签发(&amp;I)</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <location filename="../../ui/pages/act_dialogs.py" line="+85" />
        <source>Reason (kept in the record)</source>
        <translation>理由（写入办理记录）</translation>
    </message>
    <message>
        <location line="+11" />
        <source>Exchange: damaged or particulars changed</source>
        <translation>换领：损坏或登记内容变更</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Reissue: lost</source>
        <translation>补领：遗失</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Exchange or reissue</source>
        <translation>换领、补领</translation>
    </message>
    <message>
        <location line="+0" />
        <location line="+9" />
        <source>&amp;Record</source>
        <translation>记录(&amp;R)</translation>
    </message>
    <message>
        <location line="-3" />
        <source>Cancel: own request, settled, moved away, death</source>
        <translation>注销：本人申请、已落户、已迁走、死亡</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Revoke: obtained by false material</source>
        <translation>撤销：以虚假材料取得</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Cancel or revoke</source>
        <translation>注销、撤销</translation>
    </message>
    <message>
        <location line="+6" />
        <source>Refuse an application</source>
        <translation>不予办理</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Not granted</source>
        <translation>不予办理</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Refuse</source>
        <translation>不予办理(&amp;R)</translation>
    </message>
</context>
<context>
    <name>RegisterPage</name>
    <message>
        <location filename="../../ui/pages/register_page.py" line="+81" />
        <source>Choose a &amp;photo…</source>
        <translation>选照片(&amp;P)…</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Read identity card (F9)</source>
        <translation>读身份证（F9）</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Register  Ctrl+Enter</source>
        <translation>办理居住登记(&amp;R)　Ctrl+Enter</translation>
    </message>
    <message>
        <location line="+3" />
        <source>The person</source>
        <translation>本人</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Citizen &amp;number</source>
        <translation>公民身份号码(&amp;N)</translation>
    </message>
    <message>
        <location line="+2" />
        <source>N&amp;ame</source>
        <translation>姓名(&amp;A)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Ethnic group</source>
        <translation>民族(&amp;E)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Registered &amp;division</source>
        <translation>户籍所在地(&amp;D)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Registered add&amp;ress</source>
        <translation>户籍地址(&amp;R)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Telephone</source>
        <translation>手机号(&amp;T)</translation>
    </message>
    <message>
        <location line="+4" />
        <source>Where they live now</source>
        <translation>现在住哪里</translation>
    </message>
    <message>
        <location line="+1" />
        <source>D&amp;istrict or county</source>
        <translation>区、县(&amp;I)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Street address</source>
        <translation>居住地址(&amp;S)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>D&amp;welling</source>
        <translation>住所类型(&amp;W)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Lives there since</source>
        <translation>开始居住日期</translation>
    </message>
    <message>
        <location line="+109" />
        <source>Choose a photo</source>
        <translation>选照片</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <location filename="../../ui/pages/search_page.py" line="+34" />
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Born</source>
        <translation>出生</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Registered at</source>
        <translation>户籍地</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Lives at</source>
        <translation>现住址</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Standing</source>
        <translation>状态</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Permit</source>
        <translation>居住证</translation>
    </message>
    <message>
        <location line="+5" />
        <source>Holders found</source>
        <translation>找到的居民</translation>
    </message>
    <message>
        <location line="+9" />
        <source>Type a name, a number, pinyin or initials, a telephone — or scan a card.</source>
        <translation>输入姓名、号码、拼音或首字母、手机号，或扫描卡上的二维码。</translation>
    </message>
    <message>
        <location line="+29" />
        <source>&amp;Register with what was typed (F4)</source>
        <translation>用刚才输入的内容办居住登记(&amp;R)　F4</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <location filename="../../ui/pages/sign_in_page.py" line="+27" />
        <source>Residence permits</source>
        <translation>居住证办理</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Service hall desk</source>
        <translation>办事大厅窗口</translation>
    </message>
    <message>
        <location line="+6" />
        <source>&amp;Sign in</source>
        <translation>登录(&amp;S)</translation>
    </message>
    <message>
        <location line="+2" />
        <source>&amp;Name</source>
        <translation>用户名(&amp;N)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
</context>
<context>
    <name>UsersPage</name>
    <message>
        <location filename="../../ui/pages/users_page.py" line="+40" />
        <source>Sign-in name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Roles</source>
        <translation>岗位</translation>
    </message>
    <message>
        <location line="+5" />
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <location line="+6" />
        <source>&amp;Add the user</source>
        <translation>添加用户(&amp;A)</translation>
    </message>
    <message>
        <location line="+3" />
        <source>A new user</source>
        <translation>添加用户</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Sign-in name</source>
        <translation>用户名(&amp;S)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Name</source>
        <translation>姓名(&amp;N)</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
</context>
<context>
    <name>VerifyPage</name>
    <message>
        <location filename="../../ui/pages/verify_page.py" line="+37" />
        <source>Scan the code of the card, or paste its text</source>
        <translation>扫描卡上的二维码，或粘贴码的文字</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Text of the code</source>
        <translation>码的文字</translation>
    </message>
    <message>
        <location line="+3" />
        <source>&amp;Verify  Ctrl+Enter</source>
        <translation>核验(&amp;V)　Ctrl+Enter</translation>
    </message>
    <message>
        <location line="+1" />
        <source>Open a &amp;picture…</source>
        <translation>打开图片(&amp;P)…</translation>
    </message>
    <message>
        <location line="+2" />
        <source>Code</source>
        <translation>二维码</translation>
    </message>
    <message>
        <location line="+1" />
        <source>&amp;Expected permit number (optional)</source>
        <translation>应当是哪个证号（可不填）(&amp;E)</translation>
    </message>
    <message>
        <location line="+50" />
        <source>Open a picture</source>
        <translation>打开图片</translation>
    </message>
</context>
</TS>
