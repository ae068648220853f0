import { CheckCircleFilled, PauseCircleFilled } from '@ant-design/icons'
import type { ReactNode } from 'react'

/** Duty in words, with a sign and a colour beside them. */
export const DutyTag = ({ ready, children }: { ready: boolean; children: ReactNode }) => (
  <span className={ready ? 'duty-tag duty-ready' : 'duty-tag duty-unready'}>
    {ready ? <CheckCircleFilled aria-hidden /> : <PauseCircleFilled aria-hidden />}
    {children}
  </span>
)
