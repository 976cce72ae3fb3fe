import { Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { BatchDetail } from '#shared/contract/payments.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import classes from './payments.module.css';

const everyClass = '全部班级，一班一张';

/** 签领表 to print by class, and the papers that come back signed. */
export function SignaturePanel({ detail: { batch, lines } }: { readonly detail: BatchDetail }): ReactElement {
  const { schoolId, can } = useArchive();
  const [chosen, setChosen] = useState(everyClass);
  const labels = [...new Set(lines.map((line) => line.classLabel))].filter((label) => label !== '');
  return (
    <section className="card padded" aria-label="签领表和签回的纸件">
      {batch.state !== 'withdrawn' && (
        <div className={classes['form']}>
          <Select className={classes['field']} label="签领表的班级" allowDeselect={false} value={chosen} data={[everyClass, ...labels]} onChange={(value) => setChosen(value ?? everyClass)} />
          <FileButton print variant="filled" make={() => client.payments.signatureSheet({ schoolId, batchId: batch.id, classLabel: chosen === everyClass ? null : chosen })}>打印签领表</FileButton>
          <span className="dim small">由学生或监护人签名，代领的写明关系；最后一页是分班汇总</span>
        </div>
      )}
      <h2>签回的纸件</h2>
      <p className="dim">签好字的签领表、控制单和银行盖章的清单，扫描或拍照后放在这里。</p>
      <AttachmentList subject="payment_batch" subjectId={batch.id} kinds={['签领表', '发放控制单', '银行签收单', '其他']} canWrite={can('payment.write')} />
    </section>
  );
}
