import { IN_PROJECT } from '../../../nodes/Paragon/places.ts';
import { parametersOf } from '../support/parameters.mts';

test('a project is one, in whatever case its ID is written', () => {
	const id = '6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11';
	for (const projectId of [id, id.toUpperCase(), { __rl: true, mode: 'id', value: ` ${id} ` }]) {
		expect(IN_PROJECT.read(parametersOf({ projectId }))).toBe(id);
	}
});
