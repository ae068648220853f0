import { Collapse } from 'antd'
import { PLAN_AIMS, type TransferPlan } from '../../../../data/transfer-plan.ts'
import { numberText } from '../../../form/number-text.ts'
import { useText } from '../../../i18n/text.ts'

type Proof = TransferPlan['proof']

const SENTENCES = {
  running: 'proofRunning',
  proved: 'proofProved',
  'within-gap': 'proofGap',
  stopped: 'proofStopped',
  failed: 'proofFailed',
} as const satisfies Record<Proof['state'], string>

/** How far from the best plan this one can be at most, in all and aim by aim. */
export const ProofLine = ({ proof }: { proof: Proof }) => {
  const { t, language } = useText('plan')
  return (
    <Collapse
      size="small"
      items={[
        {
          key: 'proof',
          label: (
            <span role="status">
              {t(SENTENCES[proof.state], { gap: numberText(proof.gapPercent ?? 0, language) })}
            </span>
          ),
          children: (
            <ul className="plan-passed">
              {proof.aims.map(({ aim, gapPercent }) => (
                <li key={aim}>
                  {t(gapPercent === 0 ? 'aimProved' : 'aim', {
                    aim: PLAN_AIMS[aim][language],
                    gap: numberText(gapPercent, language),
                  })}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}
