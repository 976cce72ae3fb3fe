import { formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatSchoolYear } from '#shared/domain/calendar/term.ts';
import type { SelfAssessmentView } from '#shared/contract/self-assessment.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import type { RegisterColumn, RegisterPaper } from '#main/print/papers/register.ts';

const left = (title: string, share: number): RegisterColumn => ({ title, width: { share }, align: 'left' });
const center = (title: string, mm: number): RegisterColumn => ({ title, width: { mm }, align: 'center' });

const answerTexts = { present: '有', absent: '无' } as const;

/** 负面清单自评表: each line with its source, what the checks say, the answer and how one knows; signed by hand or as recorded. */
export function assessmentPaper(view: SelfAssessmentView, { school, asOf, imprint }: { readonly school: string; readonly asOf: IsoDate; readonly imprint: Imprint }): RegisterPaper {
  const { items, assessment } = view;
  const signed = assessment?.signed ?? null;
  return {
    kind: 'register', title: `${school}学生资助负面清单自评表`, subtitle: `${formatSchoolYear(view.schoolYear)}　${signed === null ? `截至 ${formatChineseDate(asOf)}（未签字）` : `签字日期 ${formatChineseDate(signed.on)}`}`, wide: true,
    facts: [
      { label: '条目', text: `${items.length} 条` }, { label: '有', text: `${items.filter((item) => item.answer === 'present').length} 条` }, { label: '无', text: `${items.filter((item) => item.answer === 'absent').length} 条` },
      { label: '未答', text: `${items.filter((item) => item.answer === null).length} 条` }, ...(signed === null ? [] : [{ label: '签字人', text: `${signed.post} ${signed.signer}` }]),
    ],
    columns: [center('序号', 11), left('负面情形', 1.2), left('表现', 2), left('依据', 1.4), center('自查核对', 24), center('有/无', 14), left('怎么核对的、发现了什么', 2.2), center('整改', 26)],
    parts: [{
      heading: '', total: null,
      rows: items.map((item, index) => [
        String(index + 1), item.title, item.detail, item.source, item.proof.length === 0 ? item.proofLabel : `${item.proofLabel}（CHK-${item.proof.join('、')}）`, item.answer === null ? '' : answerTexts[item.answer], item.evidence,
        item.rectifications.join('、'),
      ]),
    }],
    notes: ['注：清单为示例，可按当地规定增减；“自查核对”是程序按登记的资料核对的结果，“资料不全”不等于没有问题。', ...(assessment !== null && assessment.versionNo > 1 ? [`注：本学年第 ${assessment.versionNo} 次自评，原因：${assessment.reason}。`] : [])],
    signatures: ['自评人', '资助负责人', '财务负责人', '校长（公章）'], imprint,
  };
}
