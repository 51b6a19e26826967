// Drawing with a finger, and the drawing as a picture on this device.
import type { Ref } from 'vue';
import type { JsonObject } from '../../shared/records/json-value.ts';
import { useOpenSession } from '../session/use-session.ts';

export type Signature = {
  readonly draw: (event: PointerEvent) => void;
  /** The finger is up: what is there is kept. */
  readonly lift: () => Promise<void>;
};

export function useSignature(
  canvas: Readonly<Ref<HTMLCanvasElement | undefined>>,
  onSigned: (signature: JsonObject) => void,
): Signature {
  const { photos } = useOpenSession().repositories;
  let isDrawing = false;
  const place = (event: PointerEvent, target: HTMLCanvasElement): [number, number] => [
    (event.offsetX / target.clientWidth) * target.width,
    (event.offsetY / target.clientHeight) * target.height,
  ];
  return {
    draw: (event) => {
      const target = canvas.value;
      const pen = target?.getContext('2d');
      if (target === undefined || pen === null || pen === undefined) return;
      if (event.type === 'pointerdown') {
        isDrawing = true;
        target.setPointerCapture(event.pointerId);
        pen.lineWidth = 4;
        pen.lineCap = 'round';
        pen.beginPath();
        pen.moveTo(...place(event, target));
      } else if (isDrawing) {
        pen.lineTo(...place(event, target));
        pen.stroke();
      }
    },
    lift: async () => {
      isDrawing = false;
      const blob = await new Promise<Blob | null>((resolve) => {
        if (canvas.value === undefined) resolve(null);
        else canvas.value.toBlob(resolve, 'image/png');
      });
      if (blob === null) return;
      const { sha256, mime, bytes } = await photos.add(new Uint8Array(await blob.arrayBuffer()), 'image/png');
      onSigned({ sha256, mime, bytes });
    },
  };
}
