import encodeQR from 'qr';
import styles from './account.module.css';

/** The text as a QR code, a light margin around it. */
export function QrCode({ text }: { text: string }) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 2 });
  const path = rows
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg
      className={styles.code}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label="QR code for an authenticator app; the secret below says the same"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}
