/** What is kept of an attachment. The content is as it came: nobody looked for viruses in it. */
export type KeptAttachment = Readonly<{ name: string; type: string; content: Uint8Array }>

/** What is not kept, and why. */
export type DroppedAttachment = Readonly<{ name: string; sizeBytes: number; why: 'dangerous' | 'too-much' }>

export const MAX_ATTACHED_BYTES = 5 * 1024 * 1024
const MAX_ATTACHMENTS = 50

/** Programs, scripts, shortcuts, disk images, office files with macros, and pages that can run something. */
const DANGEROUS = new Set(
  (
    'ade adp apk app appx bat chm cmd com cpl dll dmg docm dotm exe hta htm html img inf ins iso jar js jse lnk mde ' +
    'mht mhtml msc msi msix msp mst one pif potm ppam ppsm pptm ps1 ps1xml psm1 pub py rb reg scf scr sct sh shb shs ' +
    'svg sys url vb vbe vbs vhd vhdx vxd wsc wsf wsh xhtml xlam xll xlsm xltm'
  ).split(' '),
)
const DANGEROUS_TYPE =
  /^(text\/(html|javascript)|image\/svg|application\/(x-ms|x-sh|x-bat|java-archive|javascript|xhtml|hta))/i

/** Keeps what fits, in the order in which it came. */
export function sortAttachments(
  attachments: readonly KeptAttachment[],
): Readonly<{ kept: readonly KeptAttachment[]; dropped: readonly DroppedAttachment[] }> {
  const kept: KeptAttachment[] = []
  const dropped: DroppedAttachment[] = []
  let bytes = 0
  for (const [index, { type, content, ...given }] of attachments.entries()) {
    const name = safeName(given.name, index)
    const why = isDangerous(name, type)
      ? 'dangerous'
      : bytes + content.length > MAX_ATTACHED_BYTES || kept.length === MAX_ATTACHMENTS
        ? 'too-much'
        : undefined
    if (why === undefined) {
      kept.push({ name, type: plainType(type), content })
      bytes += content.length
    } else if (dropped.length < MAX_ATTACHMENTS) dropped.push({ name, sizeBytes: content.length, why })
  }
  return { kept, dropped }
}

const isDangerous = (name: string, type: string) =>
  DANGEROUS.has(/\.([^.]*)$/.exec(name.toLowerCase())?.[1] ?? '') || DANGEROUS_TYPE.test(type)

/** A file name and nothing else: no folders, no invisible characters that turn it around, not endlessly long. */
function safeName(name: string, index: number): string {
  const bare = name
    .slice(-500)
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .replace(/^.*[/\\:]/, '')
    .replace(/[<>"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  return bare.length > 120 ? `${bare.slice(0, 100)}${bare.slice(-20)}` : bare || `bijlage-${index + 1}`
}

const plainType = (type: string) =>
  /^[a-z0-9][\w.+-]{0,60}\/[a-z0-9][\w.+-]{0,100}$/i.test(type)
    ? type.toLowerCase()
    : 'application/octet-stream'
