interface FileLinksProps {
  label: string
  hrefOf: (format: 'csv' | 'xlsx') => string
}

/** A table as files. */
export const FileLinks = ({ label, hrefOf }: FileLinksProps) => (
  <p className="row wrapped file-links">
    {label}{' '}
    {(['xlsx', 'csv'] as const).map((format) => (
      <a key={format} className="target" download href={hrefOf(format)}>
        {format.toUpperCase()}
      </a>
    ))}
  </p>
)
