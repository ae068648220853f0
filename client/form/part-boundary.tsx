/** Parts of the page that fail, or do not come, by themselves: the others go on. */
import { Button } from 'antd'
import {
  Component,
  type ComponentType,
  createElement,
  lazy,
  type ReactNode,
  Suspense,
  useEffect,
  useState,
} from 'react'
import { type TextKey, useText } from '../i18n/text.ts'
import { Message } from './pieces.tsx'

interface PartBoundaryProps {
  children: ReactNode
  /** What stands there instead of the usual sentence. */
  title?: ReactNode
  /** Before the part is shown once more. */
  onRetry?: () => void
}

/** Keeps an error in one part of the page from taking the others down. */
export class PartBoundary extends Component<PartBoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error }
  }

  override render(): ReactNode {
    const { children, title, onRetry } = this.props
    const { error } = this.state
    if (error === null) return children
    const retry = (): void => {
      onRetry?.()
      this.setState({ error: null })
    }
    return <Crash isMissing={error instanceof MissingPart} title={title} onRetry={retry} />
  }
}

interface CrashProps extends Pick<PartBoundaryProps, 'title'> {
  /** The part did not come, rather than failed. */
  isMissing: boolean
  onRetry: () => void
}

const Crash = ({ isMissing, title, onRetry }: CrashProps) => {
  const { t } = useText('shell')
  const kind = isMissing ? 'missing' : 'crash'
  return (
    <Message
      className="part-failure"
      type="error"
      title={title ?? t(`${kind}.title`)}
      description={
        <>
          <p>{t(`${kind}.detail`)}</p>
          <Button onClick={onRetry}>{t('retry')}</Button>{' '}
          {/* what is shown is in the address, which stays */}
          {isMissing && <Button onClick={() => location.reload()}>{t('missing.reload')}</Button>}
        </>
      }
    />
  )
}

class MissingPart extends Error {}

/** How to ask for each part on the page once more: one that is missing seldom is alone. */
const tries = new Set<() => void>()

interface LazyPartTexts {
  /** While it is on its way: a sentence, or nothing. */
  Waiting?: ComponentType
  /** What stands where it did not come. */
  failed?: TextKey<'shell'>
}

/**
 * A part of the page whose code comes when it is first shown. Where it does not come, the part says
 * so and tries once more on request: `lazy` keeps a failure for good, so that each failure
 * leaves a new one for the next try.
 * @param code made by `lateCode`
 */
export const lazyPart = <Props extends object>(
  code: () => Promise<ComponentType<Props>>,
  { Waiting = Loading, failed }: LazyPartTexts = {},
): ComponentType<Props> => {
  const untried = (): ComponentType<Props> =>
    lazy(async () => {
      try {
        return { default: await code() }
      } catch (cause) {
        next = untried()
        throw new MissingPart('a part of the page did not come', { cause })
      }
    }) as unknown as ComponentType<Props>
  let next = untried()
  return (props) => {
    const { t } = useText('shell')
    const [{ Part, attempt }, setShown] = useState(() => ({ Part: next, attempt: 0 }))
    useEffect(() => {
      const retry = (): void =>
        setShown((shown) =>
          shown.Part === next ? shown : { Part: next, attempt: shown.attempt + 1 },
        )
      tries.add(retry)
      return () => void tries.delete(retry)
    }, [])
    return (
      <PartBoundary
        key={attempt}
        title={failed && t(failed)}
        onRetry={() => {
          for (const retry of tries) retry()
        }}
      >
        <Suspense fallback={<Waiting />}>{createElement(Part, props)}</Suspense>
      </PartBoundary>
    )
  }
}

const Loading = () => {
  const { t } = useText('shell')
  return <p role="status">{t('panel.loading')}</p>
}
