import type { CoverageAnswer } from '../../../../data/coverage.ts'
import { PROFILES } from '../../../../data/profile.ts'
import { PROVENANCE_OPTIONS } from '../../../../data/provenance.ts'
import { CopyButton } from '../../../form/copy-button.tsx'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { chainLines } from './condition-texts.ts'

const INDENT = 2

/** How the figures were computed, and what to send to compute them again. */
export const Explanation = ({ answer }: { answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage')
  const { query } = answer
  return (
    <details className="fold explanation">
      <summary className="target">{t('explain.heading')}</summary>
      <ul>
        {chainLines(answer, language, t).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <h2>{t('explain.assumptions')}</h2>
      <ul>
        <li>{t('explain.assumed.walk')}</li>
        <li>{t('explain.assumed.speeds', { vehicle: PROFILES[query.profile].label[language] })}</li>
        <li>{t('explain.assumed.turnout')}</li>
      </ul>
      <Basis answer={answer} />
      <Repeat query={query} />
    </details>
  )
}

const Basis = ({ answer }: { answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage')
  const { network, notice, revision, timeStamp } = answer
  return (
    <>
      <h2>{t('explain.basis')}</h2>
      <p>
        {t('explain.basisLine', {
          revision,
          id: network.id,
          provenance: PROVENANCE_OPTIONS[network.provenance].label[language],
          time: dateTimeText(Date.parse(timeStamp)),
        })}
      </p>
      {notice && <p>{notice[language]}</p>}
    </>
  )
}

const Repeat = ({ query }: { query: CoverageAnswer['query'] }) => {
  const { t } = useText('coverage')
  const json = JSON.stringify(query, null, INDENT)
  return (
    <>
      <h2>{t('explain.repeat')}</h2>
      <p>{t('explain.repeatLine')}</p>
      <CopyButton text={json}>{t('explain.copyQuery')}</CopyButton>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <pre className="query-json" tabIndex={0}>
        {json}
      </pre>
    </>
  )
}
