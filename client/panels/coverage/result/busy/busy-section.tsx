/** Who is in time when stations may be out: asked only while the section is open. */
import { lateCode } from '../../../../form/late-code.ts'
import { lazyPart } from '../../../../form/part-boundary.tsx'
import { Reworded, useText } from '../../../../i18n/text.ts'
import { useBusyOptions } from '../../../../state/busy-options.ts'

const BusyPart = lazyPart(
  lateCode(async () => (await import('./busy-part.tsx')).BusyPart),
  { Waiting: () => <p role="status">{useText('coverage').t('busy.loading')}</p> },
)

export const BusySection = () => {
  const { t } = useText('coverage')
  const isOpen = useBusyOptions((state) => state.isOpen)
  return (
    <details
      className="framed fold busy-section"
      open={isOpen}
      onToggle={({ currentTarget }) => useBusyOptions.setState({ isOpen: currentTarget.open })}
    >
      <summary className="target">{t('busy.heading')}</summary>
      {/* calls and people are told apart in there */}
      <Reworded value={null}>{isOpen && <BusyPart />}</Reworded>
    </details>
  )
}
