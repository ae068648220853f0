/** How a request stands: being loaded, failed with a way to try again, answered with nothing. */
import type { UseQueryResult } from '@tanstack/react-query'
import { Empty, Spin } from 'antd'
import { asApiProblem } from '../api/problem.ts'
import { useText } from '../i18n/text.ts'
import { Action } from './action.tsx'
import { Message } from './message.tsx'

interface LoadFailureProps {
  title: string
  detail?: string
  onRetry: () => void
}

/** A failed request as a sentence, with a way to try again. */
export const LoadFailure = ({ title, detail, onRetry }: LoadFailureProps) => {
  const { t } = useText('panels')
  return (
    <Message
      type="error"
      title={title}
      description={detail}
      action={<Action label={t('retry')} onClick={onRetry} />}
    />
  )
}

interface QueryStatusProps {
  query: Pick<UseQueryResult, 'error' | 'isLoading'> & { readonly refetch: () => unknown }
  /** The sentence around the reason of a failure. */
  failed: (reason: { detail: string }) => string
  loading?: string
}

/** That something is being loaded, or why it could not be; nothing once it is there. */
export const QueryStatus = ({ query, failed, loading }: QueryStatusProps) => {
  const { language } = useText('panels')
  const { error, isLoading, refetch } = query
  if (error) {
    const detail = asApiProblem(error).sentence[language]
    return <LoadFailure title={failed({ detail })} onRetry={refetch} />
  }
  return isLoading ? <Spin {...(loading && { description: loading })} /> : null
}

export const EmptyNote = ({ text }: { text: string }) => (
  <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text} />
)

interface MoreButtonProps {
  label: string
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

/** Loads the next page of a list; gone with the last one. */
export const MoreButton = ({ label, query }: MoreButtonProps) =>
  query.hasNextPage && (
    <Action
      block
      loading={query.isFetchingNextPage}
      label={label}
      onClick={() => void query.fetchNextPage()}
    />
  )
