import { Button } from 'antd'
import { Component, type ReactNode } from 'react'
import { useText } from '../i18n/text.ts'
import { Message } from './pieces.tsx'

interface PartBoundaryProps {
  children: ReactNode
  /** What to show instead of the usual sentence. */
  fallback?: ReactNode
}

/** Keeps an error in one part of the page from taking the others down. */
export class PartBoundary extends Component<PartBoundaryProps, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return this.props.fallback ?? <Crash onRetry={() => this.setState({ failed: false })} />
  }
}

const Crash = ({ onRetry }: { onRetry: () => void }) => {
  const { t } = useText('shell')
  return (
    <Message
      type="error"
      title={t('crash.title')}
      description={t('crash.detail')}
      action={<Button onClick={onRetry}>{t('retry')}</Button>}
    />
  )
}
