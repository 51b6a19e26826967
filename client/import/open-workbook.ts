// Hands a chosen file to the worker and waits for its cells; a file that is too big is never loaded.
import { mostFileBytes, type WorkbookReading } from './read-workbook.ts';

/** `stop` ends the reading at once. */
export async function openWorkbook(file: File, stop: AbortSignal): Promise<WorkbookReading> {
  if (file.size > mostFileBytes) return { kind: 'refused', fault: 'tooBig' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' });
  const answer = new Promise<WorkbookReading>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<WorkbookReading>) => resolve(data);
    worker.onerror = () => resolve({ kind: 'refused', fault: 'damaged' });
    stop.addEventListener('abort', () => reject(new Error('The reading was stopped.')), { once: true });
  });
  worker.postMessage(bytes, [bytes.buffer]);
  return answer.finally(() => worker.terminate());
}
