import { Collapse } from 'antd'
import type { ReactNode } from 'react'

interface FoldedPartProps {
  label: ReactNode
  children: ReactNode
}

/** What is read by who wants to know more. */
export const FoldedPart = ({ label, children }: FoldedPartProps) => (
  <Collapse size="small" items={[{ key: 'part', label, children }]} />
)

export const FoldedList = ({ label, lines }: { label: ReactNode; lines: readonly string[] }) => (
  <FoldedPart label={label}>
    <ul className="plan-folded">
      {[...new Set(lines)].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </FoldedPart>
)
