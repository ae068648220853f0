import { Alert } from 'antd'
import type { ComponentProps } from 'react'

/** What has to be noticed, with a sign beside the words: colour alone is not seen by everybody. */
export const Message = (alert: Omit<ComponentProps<typeof Alert>, 'showIcon'>) => (
  <Alert showIcon {...alert} />
)
