import { imageName } from '#lib/image-file';
import { images } from '#lib/images';

const types = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' } as const;
type Ending = keyof typeof types;

/** Names that end in the picture's own print never mean another picture. */
const isPrinted = /-[0-9a-f]{10}\.\w+$/;

/** An uploaded image, as what it is and nothing else. */
export async function GET(
  _: Request,
  { params }: RouteContext<'/images/[name]'>,
): Promise<Response> {
  const { name } = await params;
  const bytes = imageName.test(name) ? images().read(name) : undefined;
  if (!bytes) return new Response(null, { status: 404 });
  const ending = name.slice(name.lastIndexOf('.') + 1) as Ending; // imageName allows these alone
  return new Response(bytes, {
    headers: {
      'Content-Type': types[ending],
      'Cache-Control': isPrinted.test(name)
        ? 'public, max-age=31536000, immutable'
        : 'public, max-age=300',
    },
  });
}
