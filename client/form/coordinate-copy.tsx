import type { LonLat } from '../../data/geometry.ts'
import { coordinateText } from '../../data/wording.ts'
import { useText } from '../i18n/text.ts'
import { CopyButton } from './copy-button.tsx'
import { lateCode } from './late-code.ts'

export const fetchCoordinateSystems = lateCode(() => import('./coordinate-systems.ts'))

const amapText = async (position: LonLat): Promise<string> => {
  const { inSystem, pairText } = await fetchCoordinateSystems()
  return `GCJ-02 ${pairText(inSystem(position, 'gcj02'))}`
}

/** Copies a position (WGS-84) with the name of its system, or as 高德 has it. */
export const CoordinateCopy = ({ position }: { position: LonLat }) => {
  const { t } = useText('panels')
  const coordinates = coordinateText(position)
  const text = `WGS-84 ${coordinates}`
  return (
    <span className="row wrapped coordinate-copy">
      <CopyButton text={text} label={t('copy.coordinates', { value: text })}>
        {coordinates}
      </CopyButton>
      <CopyButton text={() => amapText(position)} label={t('copy.amapCoordinates')}>
        {t('copy.amap')}
      </CopyButton>
    </span>
  )
}
