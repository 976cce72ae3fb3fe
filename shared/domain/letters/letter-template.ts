import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import type { LetterWording } from './letter.ts';

/** A wording with the years it is meant for and where it comes from. */
export interface LetterTemplate extends LetterWording {
  readonly key: string;
  readonly name: string;
  readonly validFrom: SchoolYear | null;
  readonly validTo: SchoolYear | null;
  readonly source: string;
  readonly confidence: 'C' | 'R' | 'R?' | 'L' | 'P';
}

const paragraphs = [
  '尊敬的家长（监护人）：',
  '为了让每个孩子都能安心上学，国家和地方设有学生资助政策。现将本学年家庭经济困难学生认定和资助申请的有关事项告知您，请仔细阅读，填好下面的回执交回学校。',
  '一、哪些家庭可以申请',
  '难以承担孩子在校学习、生活基本支出的家庭，都可以自愿申请，不设名额。以下家庭的孩子会重点关注：{特殊群体}。家庭遭遇自然灾害、重大疾病、意外事故的，任何时候都可以提出，不必等到统一办理的时间。',
  '二、怎样办理',
  '（一）请在回执上选“申请”或“不申请”，签名后交给班主任。选“申请”的，再向班主任领取认定申请表，如实填写并写下承诺。',
  '（二）已经在民政、农业农村、残联等部门名单上的，学校比对名单办理，不要求重复开具证明。',
  '（三）学校了解核实家庭情况后集体讨论，认定困难等级（{困难等级}），结果公示 {公示天数}。公示中不出现证件号码、住址、电话和困难原因。',
  '三、您的权利和责任',
  '办理认定和资助不收任何费用，任何人不得要求孩子当众讲述家庭困难。申请或者不申请都由家庭决定；今年不申请的，情况变化后随时可以再申请。所填内容应当真实，弄虚作假的，取消认定并追回资助资金。以发放资助为名索要密码、验证码或者要求转账的，都是诈骗。',
  '请在 {回执期限} 以前交回回执。学校咨询电话：{学校电话}；监督电话：{监督电话}。',
];

/**
 * Wordings that ship. What a letter must tell (groups, conditions, standards, steps, a slip with one tick) is attested; no official text is known, so
 * the words are our own and every school changes them before it issues its letter (handbook 6.5).
 */
export const letterTemplates: readonly [LetterTemplate, ...LetterTemplate[]] = [
  {
    key: 'family_letter', name: '致家长告知书（附回执）', validFrom: null, validTo: null, confidence: 'P',
    source: '教财〔2018〕16号“提前告知”；内容照各地告知书所含事项，文字为本程序所拟，请按本地文件改定',
    title: '{学校}{学年}家庭经济困难学生认定和资助申请告知书',
    body: paragraphs.join('\n'),
    slipText: '我已收到并看懂《{学年}家庭经济困难学生认定和资助申请告知书》，知道资助政策、申请办法和自己的权利。经家庭商量，本学年：',
  },
];

/** The wording meant for a 学年: the newest of those in force. */
export function letterTemplateOf(year: SchoolYear): LetterTemplate {
  return letterTemplates.findLast((one) => (one.validFrom === null || one.validFrom <= year) && (one.validTo === null || year <= one.validTo)) ?? letterTemplates[0];
}
