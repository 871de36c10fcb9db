using System.Collections.Frozen;

namespace Yinfeng.Audit;

/// <summary>What actions are called on pages. A test holds this list against every action in the source.</summary>
public static class AuditWords
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>
    {
        ["audit.checkpoint"] = "签审计检查点", ["audit.erase"] = "删除日志中的个人信息",
        ["bulletin.edit"] = "修改通报草稿", ["bulletin.issue"] = "印发通报", ["bulletin.template"] = "修改通报模板",
        ["claim.agree"] = "归属争议协商一致", ["claim.answer"] = "陈述认领理由", ["claim.appeal"] = "申请归属复议", ["claim.decide-appeal"] = "作出归属复议决定",
        ["claim.draft"] = "暂存认领草稿", ["claim.find"] = "查找重复申报", ["claim.found"] = "发现重复申报", ["claim.give-up"] = "放弃归属",
        ["claim.open"] = "归属争议立案", ["claim.propose"] = "提出协商方案", ["claim.raise"] = "提出归属异议", ["claim.raise-try"] = "试提归属异议",
        ["claim.refuse-proposal"] = "不同意协商方案", ["claim.rule"] = "作出归属裁定", ["export.claims"] = "导出归属争议", ["export.claim-ruling"] = "下载裁定书",
        ["closing.close"] = "关账", ["closing.restate"] = "更正已关账数字",
        ["name-answer.give"] = "确认企业名称", ["name-answer.undo"] = "撤销企业名称确认", ["name-match.store"] = "匹配投资方", ["name-match.forget"] = "清理投资方匹配", ["export.name-answers"] = "导出企业名称答复",
        ["industry.correct"] = "改正企业行业", ["industry.undo"] = "撤销行业改正", ["enterprise.reclassify"] = "重新判定企业行业", ["enterprise.reclassify-some"] = "更新企业行业", ["export.industries"] = "导出行业改正",
        ["doubt.answer"] = "说明疑点", ["doubt.judge"] = "审定疑点", ["suspicion.run"] = "检验数字", ["suspicion.firms"] = "导入注销吊销企业名单",
        ["suspicion.proxies"] = "导入佐证指标", ["export.doubts"] = "导出疑点", ["export.doubt-file"] = "下载疑点说明的佐证", ["export.outside-lists"] = "导出外部名单",
        ["draw.cancel"] = "取消抽查", ["draw.freeze"] = "冻结抽查名册", ["draw.numbers"] = "录入公开随机数", ["draw.publish"] = "公布抽查",
        ["draw.reveal"] = "揭示随机数", ["draw.run"] = "抽取", ["draw.substitute"] = "替换抽中对象",
        ["grant.apply"] = "申报兑现", ["grant.correct"] = "补正重报兑现", ["grant.verify"] = "核实兑现", ["grant.return"] = "退回兑现", ["grant.approve"] = "审批兑现",
        ["grant.refuse"] = "不予兑现", ["grant.withdraw"] = "撤回兑现申报", ["grant.plan"] = "调整兑现分期", ["grant.pay"] = "拨付兑现资金", ["grant.clawback"] = "决定追回兑现资金",
        ["grant.repay"] = "收回兑现资金", ["grant.close-clawback"] = "办结兑现追回", ["grant.file"] = "上传兑现佐证", ["grant.budget"] = "编兑现预算", ["project.grant"] = "项目兑现",
        ["export.grants"] = "导出兑现清单", ["export.grant-file"] = "下载兑现佐证", ["export.grant-budgets"] = "导出兑现预算",
        ["enterprise.import"] = "导入企业登记数据", ["enterprise.import-part"] = "导入企业登记数据（其中一批）", ["enterprise.list"] = "导入企业名单", ["enterprise.products"] = "导入上市公司产品",
        ["export.chain-gaps"] = "导出补链缺口", ["export.enterprise-list"] = "导出企业清单", ["export.enterprise"] = "导出企业资料", ["export.enterprise-imports"] = "导出企业库导入记录",
        ["export.chain-targets"] = "导出目标企业", ["export.chain-advice"] = "导出采纳的建议", ["target.lead"] = "目标企业转为线索",
        ["export.enterprise-import"] = "导出企业数据质量报告", ["export.enterprise-lists"] = "导出企业名单",
        ["evidence.add"] = "上传佐证", ["evidence.verify"] = "核验佐证", ["evidence.withdraw"] = "撤回佐证",
        ["export.assessment"] = "导出考核得分", ["export.score"] = "下载考核定稿", ["export.audit"] = "导出审计日志", ["export.audit-list"] = "导出审计查询结果", ["export.board"] = "导出看板", ["export.bulletin"] = "下载通报",
        ["export.clocks"] = "导出阶段时钟", ["export.closing"] = "导出关账与更正", ["export.evidence"] = "下载佐证", ["export.leads"] = "导出线索", ["export.enterprises"] = "导出企业",
        ["export.policies"] = "导出惠企政策", ["export.policies-entitled"] = "导出免申即享清单", ["export.policies-entitled-companies"] = "导出企业可享政策",
        ["export.policy-letter"] = "下载惠企政策答复", ["export.draw"] = "下载抽查文件", ["export.draw-verifier"] = "下载抽查核验程序", ["export.inspection-photo"] = "查看检查照片",
        ["policy.tell"] = "推送政策变化", ["export.policy-changes"] = "导出政策变化推送名单", ["export.policy-digest"] = "导出政策汇编",
        ["export.inspection-tasks"] = "导出督查任务", ["export.inspections"] = "导出抽查计划",
        ["export.bulletins"] = "导出通报清单", ["export.figure"] = "导出指标明细", ["export.import"] = "下载导入结果", ["export.imports"] = "导出导入记录",
        ["export.plans"] = "导出序时计划", ["export.units"] = "导出单位",
        ["export.ledger"] = "导出项目台账", ["export.lights"] = "导出红绿灯", ["export.meetings"] = "导出会议清单", ["export.minutes"] = "下载会议纪要", ["export.resolutions"] = "导出议定事项",
        ["export.month"] = "下载月报表格", ["export.return"] = "导出上报报表",
        ["export.targets"] = "导出目标任务", ["export.task-forces"] = "导出专班", ["export.users"] = "导出用户清单",
        ["filter.delete"] = "删除常用筛选", ["filter.rename"] = "改名常用筛选", ["filter.save"] = "保存常用筛选",
        ["finding.close"] = "检查发现销号",
        ["form.discard"] = "丢弃暂存的表单", ["form.give-back"] = "取回暂存的表单", ["form.keep"] = "暂存表单",
        ["import.ledger"] = "导入台账", ["import.repeated"] = "重复导入同一文件", ["import.undo"] = "撤销导入",
        ["inspector.add"] = "登记检查人员", ["inspector.edit"] = "修改检查人员", ["investor.ask"] = "脱敏查重",
        ["export.shareholding"] = "导出股权", ["shareholding.import"] = "导入股东名单", ["shareholding.import-again"] = "再次导入同一份股东名单",
        ["lead.follow"] = "跟进线索", ["lead.pool"] = "线索退回线索池", ["lead.recycle"] = "收回超期线索", ["lead.take"] = "领取线索", ["lead.transfer"] = "流转线索",
        ["lead.share"] = "定线索分成", ["lead.merge"] = "合并线索", ["lead.unmerge"] = "撤销合并线索", ["lead.deadline"] = "定线索跟进期限",
        ["lead.close"] = "关闭线索", ["lead.convert"] = "线索转项目", ["lead.edit"] = "修改线索", ["lead.report"] = "报送线索",
        ["light.record"] = "登记红绿灯变化",
        ["meeting.cancel"] = "取消会议", ["meeting.draw"] = "按红绿灯提取议题", ["meeting.edit"] = "修改会议", ["meeting.hold"] = "会议召开并定稿纪要",
        ["meeting.item-add"] = "添加议题", ["meeting.item-move"] = "调整议题次序", ["meeting.item-remove"] = "删除议题", ["meeting.plan"] = "安排会议",
        ["meeting.resolution-draft"] = "起草议定事项", ["meeting.resolution-remove"] = "删除议定事项草稿",
        ["month.draft"] = "保存月报草稿", ["month.submit"] = "提交月报",
        ["notice.address"] = "设置收信地址", ["notice.read"] = "消息标为已读", ["notice.remind"] = "发送提醒", ["notice.send"] = "寄出邮件",
        ["plan.add"] = "制定抽查计划", ["plan.edit"] = "修改抽查计划", ["plan.set"] = "下达序时计划", ["target.set"] = "下达目标任务",
        ["policy.approve"] = "启用政策版本", ["policy.draft"] = "保存政策草稿", ["policy.refuse"] = "退回政策版本", ["policy.submit"] = "提交政策版本",
        ["policy.take-back"] = "收回政策版本", ["policy.withdraw"] = "撤回政策版本", ["export.policy-versions"] = "导出政策版本",
        ["project.assign"] = "批量指派", ["project.create"] = "登记项目", ["project.credit"] = "分配业绩", ["project.edit"] = "修改项目",
        ["project.month"] = "报送项目月报", ["project.month-accept"] = "确认月报", ["project.month-verify"] = "核验月报", ["project.month-return"] = "退回月报",
        ["project.move"] = "推进项目", ["project.move-back"] = "退回上一阶段", ["project.override"] = "特批推进",
        ["project.resume"] = "恢复项目", ["project.share"] = "共享项目", ["project.suspend"] = "暂停项目", ["project.resolution"] = "项目议定事项", ["project.tag"] = "添加标签", ["project.terminate"] = "终止项目",
        ["project.transfer"] = "移交项目", ["project.unshare"] = "停止共享项目", ["project.untag"] = "去掉标签",
        ["resolution.confirmed"] = "确认议定事项办结", ["resolution.decided"] = "议定事项", ["resolution.extended"] = "议定事项延期",
        ["resolution.reported"] = "上报议定事项办理", ["resolution.returned"] = "退回议定事项", ["resolution.withdrawn"] = "撤销议定事项",
        ["promise.broken"] = "认定承诺未兑现", ["promise.confirmed"] = "确认承诺兑现", ["promise.extended"] = "承诺延期", ["promise.handedover"] = "移交承诺",
        ["promise.made"] = "登记承诺", ["promise.reported"] = "报告承诺兑现", ["promise.returned"] = "退回承诺兑现", ["project.promise"] = "项目承诺", ["export.promises"] = "导出承诺台账",
        ["return.mapping"] = "修改报表取数", ["review.cancel"] = "取消会审", ["review.conclude"] = "会审结论", ["review.draft"] = "保存会审意见草稿", ["review.extend"] = "会审延期",
        ["review.open"] = "发起会审", ["review.opinion"] = "反馈会审意见", ["project.review"] = "项目会审", ["export.review-minutes"] = "下载会审纪要",
        ["export.reviews"] = "导出会审清单", ["export.pending"] = "导出在途事项", ["export.month-overdue"] = "导出月报逾期清单", ["export.month-list"] = "导出月报办理情况", ["reveal.audit-entry"] = "查看日志中的个人信息",
        ["leader-target.set"] = "下达领导目标", ["scheme.approve"] = "批准考核方案", ["scheme.propose"] = "提交考核方案", ["scheme.return"] = "退回考核方案",
        ["score.answer"] = "答复考核异议", ["score.freeze"] = "考核定稿", ["score.object"] = "提出考核异议", ["score.publish"] = "公布考核结果",
        ["score.return"] = "退回考核定稿", ["score-entry.add"] = "登记加减分", ["score-entry.confirm"] = "确认加减分", ["score-entry.withdraw"] = "撤回加减分",
        ["second-factor.codes"] = "换发恢复码", ["second-factor.drop"] = "停用动态口令", ["second-factor.enrol"] = "启用动态口令",
        ["session.close"] = "退出登录", ["session.code-asked"] = "登录待输动态口令", ["session.end"] = "结束他人登录", ["session.open"] = "登录",
        ["session.post"] = "切换岗位", ["session.proved"] = "重新验证身份", ["session.refused"] = "登录被拒", ["session.slowed"] = "登录被限速",
        ["settings.set"] = "修改系统设置",
        ["export.map"] = "导出招商地图", ["export.boundaries"] = "导出边界文件清单",
        ["boundaries.import"] = "导入县区边界",
        ["boundaries.remove"] = "删除县区边界",
        ["task.draft"] = "暂存检查记录", ["task.photo"] = "上传检查照片", ["task.submit"] = "提交检查记录",
        ["task-force.form"] = "成立专班", ["task-force.member-add"] = "专班加人", ["task-force.member-end"] = "专班减人",
        ["unit.add"] = "新增单位", ["unit.end"] = "撤销单位", ["unit.merge"] = "合并单位", ["unit.move"] = "调整单位隶属", ["unit.rename"] = "单位改名",
        ["unit.seed"] = "载入国标区划",
        ["user.add"] = "新增用户", ["user.appoint"] = "任职", ["user.dismiss"] = "免职", ["user.edit"] = "修改用户", ["user.password"] = "修改密码", ["user.reset"] = "重置密码", ["user.unlock"] = "解锁用户",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The Chinese name; the code itself for an action this version does not know.</summary>
    public static string Of(string action) => Words.GetValueOrDefault(action, action);

    public static bool Knows(string action) => Words.ContainsKey(action);

    /// <summary>All actions by room, for choosing.</summary>
    public static IEnumerable<(string Action, string Name)> All => Words.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => (w.Key, w.Value));
}
