import { AimOutlined, BorderOuterOutlined, StopOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useCollection } from '../../../api/features.ts'
import { localisedName } from '../../../form/localised-name.ts'
import { useText } from '../../../i18n/text.ts'
import { type MapToolId, setTool, useMapTool } from '../../../state/map-tool.ts'

const TOOLS: readonly (readonly [tool: Exclude<MapToolId, 'none'>, icon: ReactNode])[] = [
  ['add', <AimOutlined key="add" aria-hidden />],
  ['close-road', <StopOutlined key="close" aria-hidden />],
  ['draw-area', <BorderOuterOutlined key="draw" aria-hidden />],
]

/** What a click on the map does, and the present stations by name. */
export const MapTools = ({ onPick }: { onPick: (stationId: string) => void }) => {
  const { t } = useText('planning')
  const tool = useMapTool((state) => state.tool)
  return (
    <section aria-label={t('tools.heading')} className="map-tools">
      <div className="query-row">
        {TOOLS.map(([id, icon]) => (
          <Button
            key={id}
            className="target"
            icon={icon}
            type={tool === id ? 'primary' : 'default'}
            aria-pressed={tool === id}
            onClick={() => setTool(tool === id ? 'none' : id)}
          >
            {t(`tools.${id}`)}
          </Button>
        ))}
      </div>
      <p className="secondary">{t('tools.drag')}</p>
      <StationPicker onPick={onPick} />
    </section>
  )
}

const StationPicker = ({ onPick }: { onPick: (stationId: string) => void }) => {
  const { t, language } = useText('planning')
  const { data } = useCollection('stations')
  const options = useMemo(
    () =>
      (data?.features ?? []).map(({ id, properties }) => ({
        value: id,
        label: `${localisedName(properties as never, language)} · ${id}`,
      })),
    [data, language],
  )
  return (
    <Select<string | null>
      className="station-picker target"
      aria-label={t('tools.pick')}
      placeholder={t('tools.pick')}
      value={null}
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      onChange={(id) => id !== null && onPick(id)}
    />
  )
}
