import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import { payerOf } from '#shared/domain/programmes/payer.ts';
import { payerNames } from '#shared/text/programmes.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { payeeNames } from './words.ts';
import classes from './programmes.module.css';

const payeeWords = { self: '本人', guardian: '监护人' } as const;

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactElement {
  return <><dt className="dim">{label}</dt><dd>{children}</dd></>;
}

/** Who pays whom, whose money it is, with what it can't be held together, and what the family brings. */
export function PaymentFacts({ programme }: { readonly programme: ProgrammeView }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const money = useQuery({ ...api.fundRules.list.queryOptions({ input: { schoolId, term } }), enabled: can('ledger.read') });
  const rules = useQuery({ ...api.payees.rules.queryOptions({ input: { schoolId } }), enabled: can('payee.read') });
  const rule = money.data?.find((one) => one.programmeKey === programme.key);
  const payee = rules.data?.find((one) => one.programmeKey === programme.key) ?? rules.data?.find((one) => one.programmeKey === null);
  const fee = programme.shape === 'fee_exemption';
  return (
    <>
      <h3 className={classes['part']}>怎样发、谁的钱</h3>
      <dl className={classes['facts']}>
        <Fact label="发给谁">
          {fee ? '免收学生的费用，经费拨给学校' : payeeNames[programme.payeeKind]}
          {programme.payeeKind === 'family' && payee !== undefined && `（${payee.allowed.map((kind) => payeeWords[kind]).join('或')}，在“收款账户”里定）`}
        </Fact>
        {rule !== undefined && (
          <>
            <Fact label="怎样发放">{payerNames[payerOf(programme, rule.channel)]}{rule.channelFrom === null ? '' : `，${formatTermShort(rule.channelFrom)} 起，${rule.channelDocNo ?? ''}`}</Fact>
            <Fact label="资金分担">
              {rule.sharesLabel ?? '没有规定比例'}{rule.sharesFrom === null ? '' : `，${formatTermShort(rule.sharesFrom)} 起，${rule.sharesDocNo ?? ''}`}
              {'　'}<Link to="/funds" search={{ tab: 'rules' }}>去“渠道与比例”设置</Link>
            </Fact>
          </>
        )}
        <Fact label="不能同时享受">{programme.excludes.length === 0 ? '没有互斥项目' : programme.excludes.join('、')}</Fact>
        <Fact label="要带的材料">{programme.papers === '' ? '按资格规定推出（见“自助菜单”）' : programme.papers}</Fact>
        <Fact label="办理时间">{programme.deadline === '' ? '没有填写' : programme.deadline}</Fact>
      </dl>
    </>
  );
}
