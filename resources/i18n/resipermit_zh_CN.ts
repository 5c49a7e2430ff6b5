<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AcceptDialog</name>
    <message>
        <source>Accept an application</source>
        <translation>受理申领</translation>
    </message>
    <message>
        <source>Photo on record</source>
        <translation>档案里已有照片</translation>
    </message>
    <message>
        <source>No photo yet</source>
        <translation>还没有照片</translation>
    </message>
    <message>
        <source>Choose a &amp;photo…</source>
        <translation>选照片(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>受理(&amp;A)</translation>
    </message>
    <message>
        <source>Choose a photo</source>
        <translation>选照片</translation>
    </message>
</context>
<context>
    <name>ActDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>BatchPage</name>
    <message>
        <source>Permit</source>
        <translation>居住证</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Lives at</source>
        <translation>现住址</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Cards to be made</source>
        <translation>等着制的卡</translation>
    </message>
    <message>
        <source>One PDF for the card bureau…</source>
        <translation>合成一份 PDF 交制卡中心…</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>&amp;Make the chosen cards  Ctrl+Enter</source>
        <translation>制选中的卡(&amp;M)&#x3000;Ctrl+Enter</translation>
    </message>
    <message>
        <source>Save the cards</source>
        <translation>保存卡片</translation>
    </message>
</context>
<context>
    <name>CameraDialog</name>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>What the camera sees</source>
        <translation>摄像头画面</translation>
    </message>
    <message>
        <source>Open a &amp;picture instead…</source>
        <translation>改为打开图片(&amp;P)…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Register residence</source>
        <translation>居住登记</translation>
    </message>
    <message>
        <source>Review and issue</source>
        <translation>审核签发</translation>
    </message>
    <message>
        <source>Due soon</source>
        <translation>即将签注</translation>
    </message>
    <message>
        <source>Verify a card</source>
        <translation>核验</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Signing keys</source>
        <translation>签发密钥</translation>
    </message>
    <message>
        <source>Read identity card</source>
        <translation>读身份证</translation>
    </message>
    <message>
        <source>Make cards</source>
        <translation>成批制证</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>库存</translation>
    </message>
    <message>
        <source>Card design</source>
        <translation>卡面设计</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Printers</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Do what the page offers first</source>
        <translation>办理本页第一件事</translation>
    </message>
    <message>
        <source>Preview and print the card</source>
        <translation>预览并制证</translation>
    </message>
    <message>
        <source>Show the full number</source>
        <translation>显示完整号码</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Add a member of the family</source>
        <translation>添加家庭成员</translation>
    </message>
    <message>
        <source>Add evidence</source>
        <translation>添加材料</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Lock the desk</source>
        <translation>锁屏</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>DesignerPage</name>
    <message>
        <source>Card design</source>
        <translation>卡面设计</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>设计</translation>
    </message>
    <message>
        <source>Show the &amp;longest texts</source>
        <translation>按最长文字显示(&amp;L)</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>各栏</translation>
    </message>
    <message>
        <source>Alt and arrows move by 0.5 mm, with Ctrl by 0.1; Alt, Shift and arrows change the size.</source>
        <translation>Alt+方向键移动0.5毫米，再按Ctrl移动0.1毫米；Alt+Shift+方向键改大小。也可以用鼠标拖动。</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>As &amp;shipped</source>
        <translation>恢复原样(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>保存(&amp;K)</translation>
    </message>
    <message>
        <source>This cannot be kept:</source>
        <translation>这样不能保存：</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Residence permits</source>
        <translation>居住证办理</translation>
    </message>
</context>
<context>
    <name>DuePage</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Lives at</source>
        <translation>现住址</translation>
    </message>
    <message>
        <source>Last day to endorse</source>
        <translation>签注最后一天</translation>
    </message>
    <message>
        <source>Permit</source>
        <translation>证号</translation>
    </message>
    <message>
        <source>Due soon</source>
        <translation>即将签注</translation>
    </message>
</context>
<context>
    <name>EndDialog</name>
    <message>
        <source>End of a record</source>
        <translation>记录已结束</translation>
    </message>
    <message>
        <source>&amp;Last day, inclusive</source>
        <translation>最后一天（含）(&amp;L)</translation>
    </message>
    <message>
        <source>Put on record (&amp;Y)</source>
        <translation>记入档案(&amp;Y)</translation>
    </message>
</context>
<context>
    <name>EndorseDialog</name>
    <message>
        <source>Late endorsement</source>
        <translation>补办签注</translation>
    </message>
    <message>
        <source>Endorsement</source>
        <translation>签注</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>会失去</translation>
    </message>
    <message>
        <source>Not touched</source>
        <translation>不受影响</translation>
    </message>
    <message>
        <source>Back today</source>
        <translation>今天恢复</translation>
    </message>
    <message>
        <source>&amp;Endorse</source>
        <translation>签注(&amp;E)</translation>
    </message>
</context>
<context>
    <name>EvidenceDialog</name>
    <message>
        <source>Add evidence</source>
        <translation>添加材料</translation>
    </message>
    <message>
        <source>&amp;Whose</source>
        <translation>谁的(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Kind of record</source>
        <translation>材料(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;To be added</source>
        <translation>要添加的(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;District or county</source>
        <translation>区、县(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;End</source>
        <translation>结束(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Last day, inclusive</source>
        <translation>最后一天（含）(&amp;L)</translation>
    </message>
    <message>
        <source>Put on record (&amp;Y)</source>
        <translation>记入档案(&amp;Y)</translation>
    </message>
    <message>
        <source>Sat &amp;on</source>
        <translation>考试日期(&amp;O)</translation>
    </message>
    <message>
        <source>Fr&amp;om</source>
        <translation>开始日期(&amp;O)</translation>
    </message>
</context>
<context>
    <name>EvidenceTab</name>
    <message>
        <source>Whose</source>
        <translation>谁的</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>到（含当天）</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>Add evidence… (Ctrl+N)</source>
        <translation>添加材料…&#x3000;Ctrl+N</translation>
    </message>
    <message>
        <source>En&amp;d of the record…</source>
        <translation>记录已结束(&amp;D)…</translation>
    </message>
</context>
<context>
    <name>FamilyTab</name>
    <message>
        <source>Add a member… (Ctrl+M)</source>
        <translation>添加家庭成员…&#x3000;Ctrl+M</translation>
    </message>
    <message>
        <source>Nobody of the family is on record.</source>
        <translation>档案里还没有家庭成员。</translation>
    </message>
</context>
<context>
    <name>HolderPage</name>
    <message>
        <source>Show (Ctrl+R)</source>
        <translation>显示 Ctrl+R</translation>
    </message>
    <message>
        <source>Show the full citizen number; this is noted</source>
        <translation>显示完整的公民身份号码，会留下记录</translation>
    </message>
    <message>
        <source>Say aloud</source>
        <translation>对群众说</translation>
    </message>
    <message>
        <source>Preview and print (Ctrl+P)</source>
        <translation>预览制证&#x3000;Ctrl+P</translation>
    </message>
    <message>
        <source>What if (Ctrl+T)</source>
        <translation>假设 (Ctrl+T)</translation>
    </message>
    <message>
        <source>E&amp;xchange or reissue</source>
        <translation>换领、补领(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Cancel or revoke</source>
        <translation>注销、撤销(&amp;C)</translation>
    </message>
    <message>
        <source>What can be done today</source>
        <translation>今天能办</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>谁的</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Entitlements</source>
        <translation>权益</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>依据和材料</translation>
    </message>
    <message>
        <source>Add evidence… (Ctrl+N)</source>
        <translation>添加材料…&#x3000;Ctrl+N</translation>
    </message>
    <message>
        <source>&amp;Entitlements</source>
        <translation>权益(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Family and children</source>
        <translation>家庭和子女(&amp;F)</translation>
    </message>
    <message>
        <source>Endorsement &amp;label…</source>
        <translation>签注标签(&amp;B)…</translation>
    </message>
    <message>
        <source>E&amp;vidence</source>
        <translation>材料(&amp;V)</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>办理</translation>
    </message>
    <message>
        <source>By</source>
        <translation>经办</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>经历</translation>
    </message>
    <message>
        <source>&amp;Ledger</source>
        <translation>经历(&amp;L)</translation>
    </message>
    <message>
        <source>Settlement pre-check &amp;sheet…</source>
        <translation>落户预审单(&amp;S)…</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>LabelDialog</name>
    <message>
        <source>Endorsement label</source>
        <translation>签注标签</translation>
    </message>
    <message>
        <source>Reason (needed when this label was made before)</source>
        <translation>理由（这张标签做过的，必须写明）</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>&amp;Make the label</source>
        <translation>做标签(&amp;M)</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Residence permits</source>
        <translation>居住证办理</translation>
    </message>
    <message>
        <source>Search: number, name, pinyin, initials, telephone, or scan a card (F3)</source>
        <translation>查找：身份号码、证号、姓名、拼音、首字母、手机号，或扫描卡上的码（F3）</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>查找</translation>
    </message>
</context>
<context>
    <name>PersonFields</name>
    <message>
        <source>Citizen &amp;number</source>
        <translation>公民身份号码(&amp;N)</translation>
    </message>
    <message>
        <source>N&amp;ame</source>
        <translation>姓名(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Ethnic group</source>
        <translation>民族(&amp;E)</translation>
    </message>
    <message>
        <source>Registered &amp;division</source>
        <translation>户籍所在地(&amp;D)</translation>
    </message>
    <message>
        <source>Re&amp;gistered address</source>
        <translation>户籍地址(&amp;G)</translation>
    </message>
</context>
<context>
    <name>PrintPage</name>
    <message>
        <source>Preview and print</source>
        <translation>预览制证</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>正面</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>背面</translation>
    </message>
    <message>
        <source>Kind of print</source>
        <translation>制证类别</translation>
    </message>
    <message>
        <source>Reason (needed unless it is the first card)</source>
        <translation>理由（首次制证不用填）</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>存为 PDF…</translation>
    </message>
    <message>
        <source>Card design</source>
        <translation>卡面设计</translation>
    </message>
    <message>
        <source>&amp;Print  Ctrl+Enter</source>
        <translation>打印(&amp;P)&#x3000;Ctrl+Enter</translation>
    </message>
    <message>
        <source>Save the card</source>
        <translation>保存卡片</translation>
    </message>
</context>
<context>
    <name>PrintersPage</name>
    <message>
        <source>Printers</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>往右</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>往下</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Two sides</source>
        <translation>双面</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>背面</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>{offset} mm</source>
        <translation>{offset}毫米</translation>
    </message>
    <message>
        <source>first</source>
        <translation>先打</translation>
    </message>
    <message>
        <source>turned</source>
        <translation>转半圈</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>&amp;Turn the back by half a turn</source>
        <translation>背面转半圈(&amp;T)</translation>
    </message>
    <message>
        <source>Print the back &amp;first</source>
        <translation>先打背面(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Save the settings  Ctrl+Enter</source>
        <translation>保存设置(&amp;S)&#x3000;Ctrl+Enter</translation>
    </message>
    <message>
        <source>Move to the &amp;right</source>
        <translation>往右移(&amp;R)</translation>
    </message>
    <message>
        <source>mm, − to the left</source>
        <translation>毫米，往左填负数</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>往下移(&amp;D)</translation>
    </message>
    <message>
        <source>mm, − up</source>
        <translation>毫米，往上填负数</translation>
    </message>
    <message>
        <source>S&amp;cale</source>
        <translation>缩放(&amp;C)</translation>
    </message>
    <message>
        <source>percent, 98 to 102</source>
        <translation>%，98到102</translation>
    </message>
    <message>
        <source>&amp;Both sides</source>
        <translation>双面(&amp;B)</translation>
    </message>
    <message>
        <source>Front of the test card</source>
        <translation>测试卡正面</translation>
    </message>
    <message>
        <source>&amp;Print the test card</source>
        <translation>打印测试卡(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Keep it as PDF…</source>
        <translation>存成PDF(&amp;K)…</translation>
    </message>
    <message>
        <source>Test card</source>
        <translation>测试卡</translation>
    </message>
    <message>
        <source>&amp;Work out</source>
        <translation>算好填入(&amp;W)</translation>
    </message>
    <message>
        <source>Measured:</source>
        <translation>量到：</translation>
    </message>
    <message>
        <source>&amp;left</source>
        <translation>左边(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;upper</source>
        <translation>上边(&amp;U)</translation>
    </message>
    <message>
        <source>rul&amp;er</source>
        <translation>标尺(&amp;E)</translation>
    </message>
    <message>
        <source>mm</source>
        <translation>毫米</translation>
    </message>
    <message>
        <source>Keep the test card</source>
        <translation>保存测试卡</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>环节</translation>
    </message>
    <message>
        <source>Grounds</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Accepted on</source>
        <translation>受理日期</translation>
    </message>
    <message>
        <source>Accepted by</source>
        <translation>受理人</translation>
    </message>
    <message>
        <source>To be issued by</source>
        <translation>最迟办结</translation>
    </message>
    <message>
        <source>Files that wait</source>
        <translation>等候办理的申请</translation>
    </message>
    <message>
        <source>&amp;Open the file</source>
        <translation>打开档案(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Approve</source>
        <translation>审核通过(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Refuse…</source>
        <translation>不予办理(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Issue the permit</source>
        <translation>签发(&amp;I)</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Reason (kept in the record)</source>
        <translation>理由（写入办理记录）</translation>
    </message>
    <message>
        <source>Exchange: damaged or particulars changed</source>
        <translation>换领：损坏或登记内容变更</translation>
    </message>
    <message>
        <source>Reissue: lost</source>
        <translation>补领：遗失</translation>
    </message>
    <message>
        <source>Exchange or reissue</source>
        <translation>换领、补领</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>记录(&amp;R)</translation>
    </message>
    <message>
        <source>Cancel: own request, settled, moved away, death</source>
        <translation>注销：本人申请、已落户、已迁走、死亡</translation>
    </message>
    <message>
        <source>Revoke: obtained by false material</source>
        <translation>撤销：以虚假材料取得</translation>
    </message>
    <message>
        <source>Cancel or revoke</source>
        <translation>注销、撤销</translation>
    </message>
    <message>
        <source>Refuse an application</source>
        <translation>不予办理</translation>
    </message>
    <message>
        <source>Not granted</source>
        <translation>不予办理</translation>
    </message>
    <message>
        <source>&amp;Refuse</source>
        <translation>不予办理(&amp;R)</translation>
    </message>
</context>
<context>
    <name>RegisterPage</name>
    <message>
        <source>Choose a &amp;photo…</source>
        <translation>选照片(&amp;P)…</translation>
    </message>
    <message>
        <source>Read identity card (F9)</source>
        <translation>读身份证（F9）</translation>
    </message>
    <message>
        <source>&amp;Register  Ctrl+Enter</source>
        <translation>办理居住登记(&amp;R)&#x3000;Ctrl+Enter</translation>
    </message>
    <message>
        <source>The person</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>Lives there since (&amp;Y-M-D)</source>
        <translation>开始居住日期(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Telephone</source>
        <translation>手机号(&amp;T)</translation>
    </message>
    <message>
        <source>Where they live now</source>
        <translation>现在住哪里</translation>
    </message>
    <message>
        <source>D&amp;istrict or county</source>
        <translation>区、县(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Street address</source>
        <translation>居住地址(&amp;S)</translation>
    </message>
    <message>
        <source>D&amp;welling</source>
        <translation>住所类型(&amp;W)</translation>
    </message>
    <message>
        <source>Choose a photo</source>
        <translation>选照片</translation>
    </message>
</context>
<context>
    <name>RelativeDialog</name>
    <message>
        <source>Add a member of the family</source>
        <translation>添加家庭成员</translation>
    </message>
    <message>
        <source>&amp;Relation to the holder</source>
        <translation>与本人的关系(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Living with the holder</source>
        <translation>与本人共同居住(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Marriage</source>
        <translation>婚姻(&amp;M)</translation>
    </message>
    <message>
        <source>Add to the family (&amp;Y)</source>
        <translation>添加到家庭(&amp;Y)</translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <source>The &amp;book</source>
        <translation>规则条目(&amp;B)</translation>
    </message>
    <message>
        <source>Words or id, such as 落户 or half_year</source>
        <translation>输入文字或编号，如“落户”“half_year”</translation>
    </message>
    <message>
        <source>Search the rules</source>
        <translation>查找规则</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>The chosen rule</source>
        <translation>所选规则</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>By</source>
        <translation>经手人</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>校验值</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Waiting for a second person</source>
        <translation>待另一人启用</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>What the proposal changes</source>
        <translation>这次提交改动了什么</translation>
    </message>
    <message>
        <source>&amp;Accept…</source>
        <translation>启用(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Refuse…</source>
        <translation>退回(&amp;R)…</translation>
    </message>
    <message>
        <source>Propose a &amp;folder…</source>
        <translation>提交文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Propose the &amp;program&apos;s own</source>
        <translation>提交程序自带的(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;In force and waiting</source>
        <translation>启用和历史(&amp;I)</translation>
    </message>
    <message>
        <source>Nothing waits.</source>
        <translation>没有待启用的规则。</translation>
    </message>
    <message>
        <source>You proposed it: another person with the reviewing role decides.</source>
        <translation>这是您提交的，须由另一位审核人员启用或退回。</translation>
    </message>
    <message>
        <source>Compare the hash with the one the proposer tells you, then decide.</source>
        <translation>请与提交人当面核对校验值，再决定启用或退回。</translation>
    </message>
    <message>
        <source>A second person with the reviewing role decides.</source>
        <translation>须由另一位审核人员启用或退回。</translation>
    </message>
    <message>
        <source>Type the first eight characters of the hash that %1 tells you</source>
        <translation>请输入%1报给您的校验值前八位</translation>
    </message>
    <message>
        <source>Put the rules in force</source>
        <translation>启用规则</translation>
    </message>
    <message>
        <source>These are not the first eight characters; nothing has changed.</source>
        <translation>与校验值前八位不一致，没有任何改动。</translation>
    </message>
    <message>
        <source>Refuse the rules</source>
        <translation>退回规则</translation>
    </message>
    <message>
        <source>Reason (kept in the record)</source>
        <translation>理由（记入记录）</translation>
    </message>
    <message>
        <source>Folder of rule files</source>
        <translation>规则文件夹</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>出生</translation>
    </message>
    <message>
        <source>Registered at</source>
        <translation>户籍地</translation>
    </message>
    <message>
        <source>Lives at</source>
        <translation>现住址</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Permit</source>
        <translation>居住证</translation>
    </message>
    <message>
        <source>Holders found</source>
        <translation>找到的居民</translation>
    </message>
    <message>
        <source>Look up by &amp;picture…</source>
        <translation>用图片查找(&amp;P)…</translation>
    </message>
    <message>
        <source>Look up by ca&amp;mera…</source>
        <translation>用摄像头查找(&amp;M)…</translation>
    </message>
    <message>
        <source>Picture of a card</source>
        <translation>卡的图片</translation>
    </message>
    <message>
        <source>One field finds anything</source>
        <translation>一个框，什么都能查</translation>
    </message>
    <message>
        <source>whole, its beginning, or any part of it</source>
        <translation>全名、开头几个字，或名字里的任意几个字</translation>
    </message>
    <message>
        <source>Pinyin or initials</source>
        <translation>拼音或首字母</translation>
    </message>
    <message>
        <source>zhangsan, zs</source>
        <translation>zhangsan、zs</translation>
    </message>
    <message>
        <source>Citizen number</source>
        <translation>公民身份号码</translation>
    </message>
    <message>
        <source>18 characters or the first few; a slip of the key is noticed</source>
        <translation>18位，或开头几位；输错一位会提示</translation>
    </message>
    <message>
        <source>Permit number or telephone</source>
        <translation>证号、手机号</translation>
    </message>
    <message>
        <source>whole or the first few digits; an acceptance by its number, 文号12</source>
        <translation>全部，或开头几位；受理的按文号，如“文号12”</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>居住证</translation>
    </message>
    <message>
        <source>scan its code, drop or paste a picture of it (Ctrl+V): it is verified, and the file opens</source>
        <translation>扫描卡上的码，或拖入、粘贴（Ctrl+V）卡的图片：先核验，再打开档案</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>查不到</translation>
    </message>
    <message>
        <source>what was typed goes into a new registration (F4)</source>
        <translation>用刚才输入的内容办居住登记（F4）</translation>
    </message>
    <message>
        <source>&amp;Register with what was typed (F4)</source>
        <translation>用刚才输入的内容办居住登记(&amp;R)&#x3000;F4</translation>
    </message>
</context>
<context>
    <name>SendDialog</name>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>存为 PDF…</translation>
    </message>
    <message>
        <source>Settlement pre-check</source>
        <translation>落户预审</translation>
    </message>
    <message>
        <source>&amp;Make the sheet</source>
        <translation>生成预审单(&amp;M)</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Residence permits</source>
        <translation>居住证办理</translation>
    </message>
    <message>
        <source>Service hall desk</source>
        <translation>办事大厅窗口</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>登录(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>用户名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
</context>
<context>
    <name>SigningKeysPage</name>
    <message>
        <source>Key</source>
        <translation>密钥编号</translation>
    </message>
    <message>
        <source>From</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Compromised</source>
        <translation>泄露</translation>
    </message>
    <message>
        <source>State</source>
        <translation>现状</translation>
    </message>
    <message>
        <source>Signing keys</source>
        <translation>签发密钥</translation>
    </message>
    <message>
        <source>Key ceremony</source>
        <translation>密钥仪式</translation>
    </message>
    <message>
        <source>&amp;Make a key on this desk</source>
        <translation>在本机生成密钥(&amp;M)</translation>
    </message>
    <message>
        <source>Make the &amp;root key…</source>
        <translation>生成根密钥(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Sign the key list…</source>
        <translation>签密钥名单(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Fingerprint sheet…</source>
        <translation>指纹单(&amp;F)…</translation>
    </message>
    <message>
        <source>Status &amp;list file…</source>
        <translation>状态名单文件(&amp;L)…</translation>
    </message>
    <message>
        <source>Status list on &amp;paper…</source>
        <translation>纸质状态名单(&amp;P)…</translation>
    </message>
    <message>
        <source>Re&amp;tire the chosen key…</source>
        <translation>停用所选密钥(&amp;T)…</translation>
    </message>
    <message>
        <source>Report the chosen key &amp;compromised…</source>
        <translation>所选密钥报泄露(&amp;C)…</translation>
    </message>
    <message>
        <source>Retire the key</source>
        <translation>停用密钥</translation>
    </message>
    <message>
        <source>Type the first four characters of %1</source>
        <translation>请输入 %1 的前四位</translation>
    </message>
    <message>
        <source>Report the key compromised</source>
        <translation>密钥报泄露</translation>
    </message>
    <message>
        <source>First day on which somebody else may have had it</source>
        <translation>最早可能泄露的日期</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Root key on a stick</source>
        <translation>U 盘上的根密钥</translation>
    </message>
    <message>
        <source>Signed key list</source>
        <translation>已签密钥名单</translation>
    </message>
    <message>
        <source>Fingerprint sheet</source>
        <translation>指纹单</translation>
    </message>
    <message>
        <source>Status list</source>
        <translation>状态名单</translation>
    </message>
    <message>
        <source>Passphrase of the root key</source>
        <translation>根密钥口令</translation>
    </message>
    <message>
        <source>Root key</source>
        <translation>根密钥</translation>
    </message>
</context>
<context>
    <name>StockPage</name>
    <message>
        <source>Stock</source>
        <translation>库存</translation>
    </message>
    <message>
        <source>Empty: one blank</source>
        <translation>不填就是一张</translation>
    </message>
    <message>
        <source>Torn, misfed, lost…</source>
        <translation>折断、卡坏、遗失……</translation>
    </message>
    <message>
        <source>&amp;Take in</source>
        <translation>收入(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Write off</source>
        <translation>登记作废(&amp;W)</translation>
    </message>
    <message>
        <source>Blanks received</source>
        <translation>收入空白卡</translation>
    </message>
    <message>
        <source>&amp;First serial</source>
        <translation>首号(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Last serial</source>
        <translation>末号(&amp;L)</translation>
    </message>
    <message>
        <source>Blank spoiled</source>
        <translation>作废空白卡</translation>
    </message>
    <message>
        <source>&amp;Serial</source>
        <translation>卡号(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Month</source>
        <translation>月份(&amp;M)</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Morning</source>
        <translation>早上</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>用去</translation>
    </message>
    <message>
        <source>Spoiled</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Evening</source>
        <translation>晚上</translation>
    </message>
    <message>
        <source>Stock day by day</source>
        <translation>逐日库存</translation>
    </message>
    <message>
        <source>Permit</source>
        <translation>居住证</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>缺的字</translation>
    </message>
    <message>
        <source>Found on</source>
        <translation>发现日期</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Cards that wait for a character</source>
        <translation>等待缺字处理的证</translation>
    </message>
    <message>
        <source>F&amp;ont added: check again and close</source>
        <translation>已加字体，复查并结案(&amp;O)</translation>
    </message>
    <message>
        <source>Record &amp;corrected: check again and close</source>
        <translation>档案已更正，复查并结案(&amp;C)</translation>
    </message>
</context>
<context>
    <name>UsersPage</name>
    <message>
        <source>Sign-in name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>&amp;Add the user  Ctrl+Enter</source>
        <translation>添加用户(&amp;A)&#x3000;Ctrl+Enter</translation>
    </message>
    <message>
        <source>A new user</source>
        <translation>添加用户</translation>
    </message>
    <message>
        <source>&amp;Sign-in name</source>
        <translation>用户名(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>姓名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
</context>
<context>
    <name>VerifyPage</name>
    <message>
        <source>Text of the code</source>
        <translation>码的文字</translation>
    </message>
    <message>
        <source>&amp;Verify  Ctrl+Enter</source>
        <translation>核验(&amp;V)&#x3000;Ctrl+Enter</translation>
    </message>
    <message>
        <source>Open a &amp;picture…</source>
        <translation>打开图片(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Code</source>
        <translation>二维码(&amp;C)</translation>
    </message>
    <message>
        <source>Scan the code of the card, paste its text, or drop a picture here</source>
        <translation>扫描卡上的码、粘贴码的文字，或把图片拖到这里</translation>
    </message>
    <message>
        <source>Scan the label on the card, or drop a picture of it</source>
        <translation>扫描卡上的签注标签，或拖入它的图片</translation>
    </message>
    <message>
        <source>None: by this desk&apos;s record</source>
        <translation>不用名单，按本机记录</translation>
    </message>
    <message>
        <source>The hall&apos;s newest</source>
        <translation>本厅最新的名单</translation>
    </message>
    <message>
        <source>A file…</source>
        <translation>名单文件…</translation>
    </message>
    <message>
        <source>&amp;Label (optional)</source>
        <translation>签注标签（可不填）(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Status list</source>
        <translation>状态名单(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Expected permit number (optional)</source>
        <translation>应当是哪个证号（可不填）(&amp;E)</translation>
    </message>
    <message>
        <source>Ca&amp;mera…</source>
        <translation>摄像头(&amp;M)…</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Status list or a picture of it</source>
        <translation>状态名单或它的图片</translation>
    </message>
    <message>
        <source>Status list</source>
        <translation>状态名单</translation>
    </message>
    <message>
        <source>(picture)</source>
        <translation>（图片）</translation>
    </message>
</context>
<context>
    <name>WhatIfDialog</name>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>&amp;1 Endorsed today</source>
        <translation>&amp;1 今天补签</translation>
    </message>
    <message>
        <source>&amp;2 Another school in September</source>
        <translation>&amp;2 9月转学</translation>
    </message>
    <message>
        <source>&amp;3 Another home</source>
        <translation>&amp;3 换住处</translation>
    </message>
    <message>
        <source>District or county of the school or home</source>
        <translation>学校或住处所在区县</translation>
    </message>
    <message>
        <source>Choose a question. Nothing on record is changed.</source>
        <translation>请选一个假设。记录不会有任何改动。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>As it is: {words}</source>
        <translation>现在：{words}</translation>
    </message>
    <message>
        <source>Then: {words}</source>
        <translation>假设以后：{words}</translation>
    </message>
</context>
</TS>
