import type { ProcedureSpecInput } from '#shared/contract/procedure.ts';
import { procedureSteps } from '#shared/domain/identification/procedure-profile.ts';
import { procedureStepTexts, stepModeTexts } from '#shared/text/procedure.ts';

/** What a procedure asks for, in one line each: for the history and before saving. */
export function specSentences(spec: ProcedureSpecInput): readonly string[] {
  const named = (mode: 'required' | 'recorded' | 'off'): string => procedureSteps.filter((step) => spec.steps[step] === mode).map((step) => procedureStepTexts[step]).join('、') || '无';
  const { minMembers, minParentPupil, attendancePercent, majorityPercent } = spec.panel;
  return [
    `${stepModeTexts.required}：${named('required')}`, `${stepModeTexts.recorded}：${named('recorded')}`, `${stepModeTexts.off}：${named('off')}`,
    `家访至少 ${spec.visitors} 人`,
    `评议机构${minMembers === null ? '人数不限' : `至少 ${minMembers} 人`}${minParentPupil === null ? '' : `，家长和学生代表至少 ${minParentPupil} 人`}`
      + `${attendancePercent === null ? '' : `，到会不少于 ${attendancePercent}%`}${majorityPercent === null ? '' : `，同意不少于 ${majorityPercent}%`}`,
    spec.classNoticeDays === null ? '只作校级公示' : `先班级公示 ${spec.classNoticeDays} 天，再校级公示`,
    `异议 ${spec.objectionReplyDays} 个工作日内答复，复议 ${spec.objectionReconsiderDays} 个工作日内答复`,
  ];
}
