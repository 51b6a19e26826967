// Drawing with a finger, and the drawing as a picture on this device.
import type { Ref } from 'vue';
import type { JsonObject } from '../../shared/records/json-value.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useFormContext } from './form-context.ts';

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
  const { waitFor } = useFormContext();
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
      if (canvas.value === undefined) return;
      const { sha256, mime, bytes } = await waitFor(photos.add(pictureOf(canvas.value), 'image/png'));
      onSigned({ sha256, mime, bytes });
    },
  };
}

/** At once: Chromium lets `toBlob` wait for an idle moment, and a tap on "save" may come before that. */
function pictureOf(canvas: HTMLCanvasElement): Uint8Array {
  const encoded = canvas.toDataURL('image/png').split(',')[1] ?? '';
  return Uint8Array.from(atob(encoded), (character) => character.codePointAt(0) ?? 0);
}
