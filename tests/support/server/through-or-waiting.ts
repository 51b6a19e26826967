// Two transactions side by side: one goes on when the other is through, or, as far as anybody can tell, waits for it.
const longEnough = 500;

export async function throughOrWaiting(other: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, longEnough);
  });
  await Promise.race([other, waited]);
  clearTimeout(timer);
}
