// A picture as indices into a palette: the commonest 64 colours, and for the rest the nearest of those.
async (encoded) => {
  const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);

  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const common = [...counts].sort(([, one], [, other]) => other - one).slice(0, 64);
  const colours = common.map(([pixel]) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]);
  const places = new Map(common.map(([pixel], place) => [pixel, place]));
  const distance = (pixel, [red, green, blue]) =>
    (red - (pixel & 255)) ** 2 + (green - ((pixel >> 8) & 255)) ** 2 + (blue - ((pixel >> 16) & 255)) ** 2;
  const nearest = (pixel) => {
    const distances = colours.map((colour) => distance(pixel, colour));
    return distances.indexOf(Math.min(...distances));
  };
  for (const pixel of counts.keys()) if (!places.has(pixel)) places.set(pixel, nearest(pixel));

  const indices = new Uint8Array(pixels.length);
  pixels.forEach((pixel, index) => (indices[index] = places.get(pixel)));
  let text = "";
  for (let at = 0; at < indices.length; at += 8192) text += String.fromCharCode(...indices.subarray(at, at + 8192));
  return { width, palette: colours.flat(), indices: btoa(text) };
};
