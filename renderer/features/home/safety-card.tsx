import type { ReactElement } from 'react';
import type { TermOverview } from '#shared/contract/home.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { formatMoment } from '#renderer/text/moments.ts';
import classes from './home-page.module.css';

export function SafetyCard({ safety }: { readonly safety: TermOverview['safety'] }): ReactElement {
  return (
    <section className="card padded" aria-label="安全">
      <h2>安全</h2>
      <dl className={classes['facts']}>
        <dt>备份</dt>
        <dd>
          {safety.lastBackupAt === null
            ? <StatusTag tone="warn">还没有，锁定离开时会自动做</StatusTag>
            : <>{formatMoment(safety.lastBackupAt)} {safety.lastBackupVerified ? <StatusTag tone="good">已验证能打开</StatusTag> : <StatusTag tone="bad">未验证</StatusTag>}</>}
        </dd>
        <dt>操作记录</dt>
        <dd>
          {safety.auditIntact
            ? <><StatusTag tone="good">完整</StatusTag> 末号 {safety.auditLastSeq.toLocaleString('zh-CN')}</>
            : <StatusTag tone="bad">对不上，请到设置里验证</StatusTag>}
        </dd>
        <dt>档案文件</dt>
        <dd>整个加密</dd>
      </dl>
    </section>
  );
}
