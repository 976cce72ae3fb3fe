import type { PaymentChannel } from '#shared/domain/ledger/book.ts';
import type { Programme } from '#shared/domain/programmes/programme.ts';

/**
 * Who hands over what (handbook 3.1, 3.3, 4.1): the school from its account, the county straight to the card (一卡通), nobody because the fee
 * is not charged (免收), the canteen by days eaten (营养改善 without payee), nobody because the thing itself is given (实物), or the money
 * goes to the school.
 */
export type Payer = 'school_account' | 'one_card' | 'to_school' | 'fee_waiver' | 'meals' | 'in_kind';

export function payerOf(programme: Pick<Programme, 'shape' | 'payeeKind'>, channel: PaymentChannel): Payer {
  if (programme.shape === 'fee_exemption') return 'fee_waiver';
  if (programme.shape === 'in_kind') return 'in_kind';
  switch (programme.payeeKind) {
    case 'none':
      return 'meals';
    case 'school':
      return 'to_school';
    case 'family':
      return channel;
  }
}
