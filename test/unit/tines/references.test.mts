import fc from 'fast-check';
import { referencesIn, stillUsed } from '../../../nodes/Tines/credential/references.ts';
import { JUNK } from '../support/junk.mts';

const CREDENTIAL = { id: 1, name: 'a', mode: 'TEXT', team_id: 2 } as const;

const found = (members: object) => referencesIn({ ...CREDENTIAL, ...members });

// That there are references is documented, what they are called is not: shapes of Tines' other lists.
test.each<[object, string[]]>([
	[{ referencing_action_ids: [5, 6] }, ['action 5', 'action 6']],
	[{ referencing_story_ids: [], referencing_action_ids: [5] }, ['action 5']],
	[{ references: { story_ids: [12], action_ids: [345] } }, ['story 12', 'action 345']],
	[{ references: { stories: [12, 13], actions: [] } }, ['story 12', 'story 13']],
	[{ references: { story_id: 12, action_id: 345 } }, ['story 12', 'action 345']],
	[
		{ references: { stories: [{ id: 12, name: 'Onboarding' }], actions: [{ id: 345 }] } },
		["story 12 'Onboarding'", 'action 345'],
	],
	[{ references: [{ story_id: 12, action_ids: [345] }] }, ['story 12', 'action 345']],
	[{ references: [{ id: 12 }] }, ['reference 12']],
	[{ references: [12, 'b'] }, ['reference 12', 'reference b']],
	[{ referenced_by: { stories: ['12'] } }, ['story 12']],
	[{ referenced_by_stories: [12] }, ['story 12']],
	[{ references_stories: [12] }, ['story 12']],
	[{ story_references: [12] }, ['story_reference 12']],
	[{ is_referenced: true }, ['is_referenced true']],
])('%j refers to it', (members, names) => {
	expect(found(members)?.map((name) => name.replace(/^by_/, ''))).toEqual(names);
});

test.each([
	{ references: [] },
	{ references: {} },
	{ references: { story_ids: [], action_ids: [] } },
	{ references: { stories: [], actions: null } },
	{ referencing_story_ids: [], referencing_action_ids: [] },
	{ is_referenced: false },
	{ references_count: 0 },
	{ references: { stories: { count: 0, ids: [] } } },
])('%j says that nothing does', (members) => expect(found(members)).toEqual([]));

test.each([
	{},
	{ owner: { user_id: 7 } },
	{ slug: 'a', metadata: { reference: 'x' } },
	{ references: null },
	{ referencing_story_ids: null, referencing_action_ids: null },
])('%j does not say what does', (members) => expect(found(members)).toBeUndefined());

test('what is told counts beside what is not', () => {
	expect(found({ referencing_story_ids: null, referencing_action_ids: [5] })).toEqual(['action 5']);
	expect(found({ referencing_story_ids: null, referencing_action_ids: [] })).toEqual([]);
});

test('whatever the shape, something that is there is never taken for nothing', () => {
	const ID = fc.integer({ min: 1 });
	const LIST = fc.array(
		fc.oneof(
			ID,
			ID.map((id) => ({ id })),
			ID.map((story_id) => ({ story_id })),
		),
		{ minLength: 1 },
	);
	const SHAPE = fc.letrec((tie) => ({
		any: fc.oneof(
			{ maxDepth: 3 },
			LIST,
			fc.dictionary(fc.constantFrom('stories', 'action_ids', 'by', 'live'), tie('any'), {
				minKeys: 1,
			}),
		),
	})).any;
	fc.assert(fc.property(SHAPE, (references) => (found({ references })?.length ?? 0) > 0));
});

test('junk does not break it', () => {
	fc.assert(
		fc.property(JUNK, (junk) => {
			for (const name of found({ references: junk }) ?? []) expect(typeof name).toBe('string');
		}),
	);
});

test('the refusal names the credential, what uses it and the way out', () => {
	const error = stillUsed(CREDENTIAL, ["story 12 'Onboarding'", 'action 345']);
	expect(error.message).toBe(
		"Credential: 'a' (1) is still used by story 12 'Onboarding', action 345, so it is not deleted",
	);
	expect(error.help).toMatch(/Delete Although Used/);
	expect(stillUsed(CREDENTIAL, []).message).toMatch(/used by actions that Tines does not name/);
});
