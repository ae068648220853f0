/** Why a nearer resource was passed over, as a sign: none of them says "no entry". */
import type { PassedOverReasonCode } from '../../data/nearest.ts'

/** Lines within a square of 24, by reason; a reason without a sign of its own has three dots. */
const SIGNS: Partial<Readonly<Record<PassedOverReasonCode, string>>> = {
  // a clock
  'off-duty': 'M12 6.5V12l3.8 2.4',
  // an arrow to somewhere else
  sent: 'M6.5 12h11M13 7.5l4.5 4.5-4.5 4.5',
  // two waves
  flooded: 'M6 10.5q2-2.5 4 0t4 0 4 0M6 15q2-2.5 4 0t4 0 4 0',
  // a head and shoulders, not crossed out
  'no-crew':
    'M12 7a2.2 2.2 0 1 0 0 4.4A2.2 2.2 0 0 0 12 7ZM7.8 17c.6-2.6 2.1-3.7 4.2-3.7s3.6 1.1 4.2 3.7',
  // a scaffold
  'under-construction': 'M7 17.5V8l5-2 5 2v9.5M7 12.5h10M12 6v11.5',
  // a plan: the four corners of a plot
  planned: 'M7 10V7h3M14 7h3v3M17 14v3h-3M10 17H7v-3',
  // a pause
  suspended: 'M9.5 7.5v9M14.5 7.5v9',
  // a box that is not full
  'equipment-short': 'M7 8v9h10V8M9.5 14.5h5',
  'stock-short': 'M7 8v9h10V8M9.5 14.5h5',
  // a funnel
  'filtered-out': 'M6.5 7.5h11L13.3 12v5l-2.6-1.4V12Z',
}
const OTHER = 'M7.5 12h.01M12 12h.01M16.5 12h.01'

export const PassedSign = ({ code }: { code: string | undefined }) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={SIGNS[code as PassedOverReasonCode] ?? OTHER} />
  </svg>
)
