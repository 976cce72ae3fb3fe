import type { FollowUpState, TalkTopic, TalkWay } from '#shared/domain/talks/talk.ts';
import type { SentenceBook } from './sentence-book.ts';

export const talkWayTexts: Readonly<Record<TalkWay, string>> = { face: '当面', phone: '电话', online: '线上' };
export const talkTopicTexts: Readonly<Record<TalkTopic, string>> = { thought: '思想', study: '学习', life: '生活', aid: '资助', mind: '心理', family: '家庭', other: '其他' };
export const followUpTexts: Readonly<Record<FollowUpState, string>> = { none: '无', open: '待办', due: '到期', done: '已办' };

export const talkSentences = {
  'talk.in_future': (f: { date: string; today: string }) => `谈话日期 ${f.date} 还没到（今天 ${f.today}）；请填实际谈话的那一天`,
  'talk.outside_year': (f: { date: string; from: string; to: string }) => `谈话日期 ${f.date} 不在本学年（${f.from} 至 ${f.to}）；请核对年份，或在页眉换到那个学年再登记`,
  'talk.no_topic': () => '没有选谈了什么方面；请至少选一项',
  'talk.follow_up_unsaid': (f: { date: string }) => `写了 ${f.date} 前要办，没有写办什么；请写明后续要做的事`,
  'talk.follow_up_before_talk': (f: { date: string; talkedOn: string }) => `后续期限 ${f.date} 早于谈话日期 ${f.talkedOn}；请改正`,
  'talk.student_unknown': () => '没有这名学生，没有登记；请重新选',
  'talk.changed_meanwhile': () => '这次谈话刚被别人改过；请关上再打开，看过新的内容后再改',
  'talk.struck_out_already': () => '这次谈话已经作废，不能再改',
  'talk.nothing_changed': () => '没有改动任何一项，没有保存',
  'talk.no_follow_up': () => '这次谈话没有写后续要做的事，不能登记办结',
  'talk.follow_up_done_already': (f: { date: string }) => `后续已在 ${f.date} 办结`,
  'talk.done_before_talk': (f: { date: string; talkedOn: string }) => `办结日期 ${f.date} 早于谈话日期 ${f.talkedOn}；请改正`,
  'talk.done_in_future': (f: { date: string; today: string }) => `办结日期 ${f.date} 还没到（今天 ${f.today}）；请填实际办结的那一天`,
  'talk.follow_up_is_done': () => '后续已经办结，不能把要办的事改没；请保留后续内容',
} satisfies SentenceBook;
