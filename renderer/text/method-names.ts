/** What a row of the operation log calls each subject of the contract. */
const subjectNames: Readonly<Record<string, string>> = {
  archives: '档案', session: '登录', schools: '学校', accounts: '账号', backups: '备份', audit: '操作记录', settings: '设置',
  imports: '导入', roster: '名册', lists: '名单比对', identification: '认定', applications: '申请', notices: '公示', notice: '公示', programmes: '资助项目',
  entitlements: '应发', entitlement: '应发', payees: '收款账户', payee: '收款账户', staff: '教职工账户', payments: '发放', payment: '发放', returns: '回盘',
  profiles: '报盘格式', funds: '资金', ledger: '分录', journal: '分录', settlement: '结算', settlementReports: '结算报表', comparison: '上报与核对', templates: '模板', dossier: '一生一档', home: '工作台', visits: '家访', talks: '谈心谈话',
  letters: '告知与回执', waivers: '放弃声明', emergencies: '应急',
  objections: '异议', objection: '异议',
  specialGroups: '特殊群体目录', recheck: '名单复核', coverage: '应助未助',
  panels: '评议机构', meetings: '评议会',
  verification: '负面核查',
};

const methodNames: Readonly<Record<string, string>> = {
  'archives.create': '建立档案', 'archives.unlock': '登录', 'archives.recover': '用恢复密钥登录并改密码', 'archives.restore': '从备份恢复后登录',
  'archives.restored': '从备份恢复', 'session.lock': '锁定', 'session.leave': '离开（已备份）', 'schools.add': '增加学校', 'schools.update': '修改学校资料',
  'accounts.add': '增加账号', 'accounts.update': '修改账号', 'accounts.setPassword': '重设别人的密码', 'accounts.changeOwnPassword': '修改自己的密码',
  'accounts.newRecoveryKey': '换恢复密钥', 'backups.make': '手工备份', 'settings.update': '修改规则设置',
  'specialGroups.addRow': '特殊群体目录：改一类', 'recheck.start': '名单复核：开始', 'recheck.decide': '名单复核：处理', 'coverage.followUp': '应助未助：跟进',
  'letters.issue': '发布告知书', 'letters.withdraw': '收回告知书', 'letters.record': '登记发放和回执', 'letters.print': '打印告知书、告知档案或催收名单',
  'visits.open': '家访：查看记录', 'visits.record': '家访：登记', 'visits.correct': '家访：更正', 'visits.strikeOut': '家访：作废', 'visits.savePlan': '家访：安排计划', 'visits.dropPlan': '家访：取消计划',
  'talks.open': '谈心谈话：查看记录', 'talks.record': '谈心谈话：登记', 'talks.correct': '谈心谈话：更正', 'talks.strikeOut': '谈心谈话：作废', 'talks.finishFollowUp': '谈心谈话：后续办结',
  'waivers.record': '登记放弃声明', 'waivers.revoke': '登记撤回放弃声明', 'emergencies.record': '登记应急', 'emergencies.addStep': '应急：记经过', 'emergencies.refer': '应急：转入认定',
  'verification.saveKind': '负面核查：改名单种类', 'verification.act': '负面核查：登记', 'verification.rematch': '负面核查：再比一次',
  'lists.rematch': '名单比对：重新比对', 'identification.save': '认定：保存', 'identification.createFromMatches': '认定：从名单建个案',
  'applications.saveDraft': '申请：存草稿', 'applications.discardDraft': '申请：删草稿', 'applications.receive': '申请：收下或更正', 'applications.withdraw': '申请：撤回', 'applications.recordCheck': '申请：核验材料', 'applications.receiveForms': '申请：导入填好的申请表',
  'panels.addMember': '评议机构：登记成员', 'panels.endMember': '评议机构：成员离任', 'panels.setRelatives': '评议机构：改亲属学生', 'panels.recordPosting': '评议机构：登记名单张贴',
  'meetings.discard': '评议会：作废', 'meetings.addCases': '评议会：加入个案', 'meetings.removeCases': '评议会：拿下个案', 'meetings.setAttendance': '评议会：登记到会',
  'meetings.decideRecusal': '评议会：登记回避', 'meetings.saveEntries': '评议会：登记票和意见', 'meetings.revote': '评议会：重投', 'meetings.close': '评议会：定稿',
  'meetings.sign': '评议会：签字归档', 'meetings.correct': '评议会：更正', 'meetings.decide': '评议会：按评议结果认定',
  'scoring.draft': '量化测评：建指标表草稿', 'scoring.saveDraft': '量化测评：保存指标表草稿', 'scoring.moveDraft': '量化测评：试算、退回或作废指标表', 'scoring.adopt': '量化测评：采用指标表',
  'scoring.saveSheets': '量化测评：登记测评', 'scoring.withdraw': '量化测评：撤回测评表',
  'objections.receive': '异议：登记', 'objections.check': '异议：交办核查', 'objections.answer': '异议：答复', 'objections.reconsider': '异议：登记复议', 'objections.conclude': '异议：复议答复',
  'objections.close': '异议：办结', 'objections.withdraw': '异议：反映人撤回', 'objections.reveal': '异议：查看反映人', 'notices.confirmOthers': '公示：先确认无异议的', 'notices.takeDown': '公示：撤下',
  'settlement.close': '结算：提交', 'settlement.sign': '结算：签字', 'settlement.reopen': '结算：申请重新开账', 'settlement.withdraw': '结算：撤回', 'settlementReports.take': '结算：打印或导出报表',
  'identification.removeEvidence': '认定：撤下依据', 'identification.recordEvent': '认定：登记放弃、建档或取消',
};

const verbNames: readonly (readonly [RegExp, string])[] = [
  [/confirm/i, '确认'], [/import/i, '导入'], [/export/i, '导出'], [/print|pdf|paper/i, '打印'], [/show|reveal/i, '查看敏感信息'],
  [/approve/i, '审核'], [/check/i, '复核'], [/withdraw|cancel/i, '撤回'], [/release/i, '放行'], [/close|settle/i, '结清'], [/reverse/i, '冲正'],
  [/reject/i, '驳回'], [/decide/i, '判定'], [/propose|calculate/i, '测算'], [/add|create|make|insert/i, '新增'], [/update|set|change|edit/i, '修改'],
  [/remove|delete/i, '删除'], [/post/i, '张贴'],
];

/** A method as the operation log names it in Chinese; a method nobody has named yet goes by its subject and verb. */
export function methodName(method: string): string {
  const known = methodNames[method];
  if (known !== undefined) return known;
  const [subject = '', verb = ''] = method.split('.');
  const verbName = verbNames.find(([pattern]) => pattern.test(verb))?.[1] ?? '操作';
  return `${subjectNames[subject] ?? '其他'}：${verbName}`;
}
