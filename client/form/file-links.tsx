import type { FileQuery } from '../api/request.ts'
import { useText } from '../i18n/text.ts'

interface FileLinksProps {
  label: string
  hrefOf: (query: FileQuery) => string
}

/** A table that lies nowhere on a map, as files. */
export const FileLinks = ({ label, hrefOf }: FileLinksProps) => {
  const { language } = useText('panels')
  return (
    <p className="row wrapped file-links">
      {label}{' '}
      {(['xlsx', 'csv'] as const).map((f) => (
        <a key={f} className="target" download href={hrefOf({ f, lang: language })}>
          {f.toUpperCase()}
        </a>
      ))}
    </p>
  )
}
