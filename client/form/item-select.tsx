import { Select } from 'antd'
import {
  itemKeys,
  MATERIAL_USES,
  MATERIALS,
  type Material,
  type MaterialKey,
} from '../../data/materials.ts'
import { useMaterials } from '../api/stock.ts'
import { useAppState } from '../state/app-state.ts'

/** How each item is typed; without an answer names alone are searched. */
const useSpellings = (): ReadonlyMap<string, string> => {
  const { data } = useMaterials()
  return new Map(data?.materials.map(({ key, pinyin, initials }) => [key, `${pinyin} ${initials}`]))
}

const NONE: ReadonlySet<MaterialKey> = new Set()

interface ItemSelectProps {
  placeholder: string
  /** What it is called where the placeholder is no name. */
  label?: string
  value: MaterialKey | null
  /** Items that are chosen already. */
  exclude?: ReadonlySet<MaterialKey>
  allowClear?: boolean
  onChange: (item: MaterialKey | null) => void
}

/** An item of the catalogue: by characters, English, pinyin or its first letters. */
export const ItemSelect = (props: ItemSelectProps) => {
  const { label = props.placeholder, exclude = NONE, onChange, ...select } = props
  const language = useAppState((state) => state.language)
  const spellings = useSpellings()
  const options = Object.entries(MATERIAL_USES).map(([use, label]) => ({
    label: label[language],
    options: itemKeys()
      .filter((key) => MATERIALS[key].use === use && !exclude.has(key))
      .map((key) => {
        const material: Material = MATERIALS[key]
        const { zh, en } = material.label
        return {
          value: key,
          label: material.label[language],
          search: `${zh} ${en} ${key} ${spellings.get(key) ?? ''}`.toLowerCase(),
        }
      }),
  }))
  return (
    <Select<MaterialKey | null>
      className="item-select target"
      aria-label={label}
      {...select}
      showSearch={{ optionFilterProp: 'search' }}
      popupMatchSelectWidth={false}
      options={options}
      onChange={(item) => onChange(item ?? null)}
    />
  )
}
