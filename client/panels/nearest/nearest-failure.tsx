import type { ApiProblem } from '../../api/problem.ts'
import { LoadFailure } from '../../form/query-status.tsx'
import { useText } from '../../i18n/text.ts'
import type { Place } from '../../state/app-state.ts'
import { StraightLineFallback } from './straight-line-fallback.tsx'

interface NearestFailureProps {
  place: Place
  failure: ApiProblem
  onRetry: () => void
}

/** Why there is no answer; without a road network, what can be told all the same. */
export const NearestFailure = ({ place, failure, onRetry }: NearestFailureProps) => {
  const { t, language } = useText('panels')
  if (failure.kind === 'no-network') return <StraightLineFallback place={place} />
  const title = t(
    failure.kind === 'invalid-parameter' ? 'nearest.failure.invalidTitle' : 'nearest.failure.title',
  )
  return <LoadFailure title={title} detail={failure.sentence[language]} onRetry={onRetry} />
}
