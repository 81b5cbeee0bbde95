import { AppError } from '@bellwether/shared/errors/app-error';

export type ReadRepository = { id: string; repository: string };

/** @throws AppError `not_found` that names what is read */
export function requireRepository(
  repositories: ReadonlyMap<string, ReadRepository>,
  name: string,
  place: string,
): ReadRepository {
  const found = repositories.get(name.toLowerCase());
  if (found === undefined) {
    const names = [...repositories.values()].map(({ repository }) => repository);
    const more = names.length > 10 ? ` and ${names.length - 10} more` : '';
    throw new AppError('not_found', `${name} is not read here.`, {
      field: `${place}repository`,
      remedy:
        names.length === 0
          ? 'No repository is read yet: connect GitHub first.'
          : `Read are ${names.slice(0, 10).join(', ')}${more}.`,
    });
  }
  return found;
}
