import type { SentenceBook } from './sentence-book.ts';

export const attachmentSentences = {
  'attachment.too_large': (f: { name: string; size: number }) => `“${f.name}”有 ${(f.size / 1_048_576).toFixed(1)} MB，超过 15 MB，没有收下；请把扫描分辨率调低或照片改小后再放`,
  'attachment.kind_unknown': (f: { name: string }) => `“${f.name}”不是 PDF、JPG 或 PNG，没有收下；请扫描或拍照成这几种格式`,
  'attachment.taken_in_future': (f: { name: string; date: string; today: string }) => `“${f.name}”的日期 ${f.date} 还没到（今天 ${f.today}）；请填实际日期`,
  'attachment.already_there': (f: { name: string; as: string }) => `“${f.name}”与已有的“${f.as}”内容完全相同，没有再收一次`,
  'attachment.removed_already': (f: { name: string }) => `“${f.name}”已经撤下`,
} satisfies SentenceBook;
