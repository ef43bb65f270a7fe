import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from './errors';
import { quoted, text } from './fields';
import type { ItemParameters, Output, RunTools } from './operation';
import { MASK, reveal } from './secret';
import type { Secret } from './secret';
import type { Id } from './store';

type Form = 'hidden' | 'plain' | 'file';

const FILE_FIELD = text({
	displayName: 'Put Output File in Field',
	type: 'string',
	default: 'secret',
	required: true,
	hint: 'The name of the output binary field to put the file in',
});

/** The panel fields that say whether, and how, a newly made secret is handed on. */
export const secretOutputPanel = (description: string): INodeProperties[] => [
	{
		displayName: 'Secret Output',
		name: 'secretOutput',
		type: 'options',
		default: 'hidden',
		description,
		options: [
			{
				name: 'Hidden',
				value: 'hidden',
				description: 'The secret is masked and not kept anywhere',
			},
			{
				name: 'File',
				value: 'file',
				description:
					'The secret is the content of a binary field, ready for a file, S3 or vault node. It is stored with the execution.',
			},
			{
				name: 'Plain',
				value: 'plain',
				description: 'The secret is readable in the output. It is stored with the execution.',
			},
		],
	},
	{
		...FILE_FIELD.property,
		name: 'binaryPropertyName',
		displayOptions: { show: { secretOutput: ['file'] } },
	},
];

const NO_SECRET = 'A secret was asked for, but the vendor gave none.';

/** How one item wants its secret. */
export interface SecretOutput {
	/** Whether the secret has to be had at all. */
	readonly wanted: boolean;
	/** The output with the secret in the form that was asked for. */
	present(json: IDataObject, id: Id, secret: Secret | undefined, tools: RunTools): Promise<Output>;
}

/** @throws InvalidInput when the form is none of the three, or a file has no field to be put in */
export function readSecretOutput(parameters: ItemParameters): SecretOutput {
	const form = (parameters.get('secretOutput') ?? 'hidden') as Form;
	if (!['hidden', 'plain', 'file'].includes(form)) {
		throw new InvalidInput('Secret Output', `${quoted(form)} is not one of hidden, file, plain`);
	}
	const field = form === 'file' ? FILE_FIELD.read(parameters.get('binaryPropertyName')) : '';
	if (field === undefined) throw new InvalidInput(FILE_FIELD.property.displayName, 'is missing');
	return {
		wanted: form !== 'hidden',
		async present(json, id, secret, tools) {
			if (!secret) {
				if (form !== 'hidden') tools.hint({ message: NO_SECRET, type: 'warning' });
				return { json };
			}
			if (form === 'plain') return { json: { ...json, secret: reveal(secret) } };
			const masked = { json: { ...json, secret: MASK } };
			if (form === 'hidden') return masked;
			const content = Buffer.from(reveal(secret), 'utf8');
			const file = await tools.binary(content, `client-secret-${id}.txt`, 'text/plain');
			return { ...masked, binary: { [field]: file } };
		},
	};
}
