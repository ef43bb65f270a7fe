import { text } from '../../../core/fields';
import { secretText } from '../../../core/secretField';

/** What a credential of the mode MTLS holds. */
export const MTLS_FIELDS = {
	mtls_client_certificate: text({
		displayName: 'Client Certificate',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
		description: 'The certificate of the client, in PEM',
	}),
	mtls_client_private_key: secretText(
		{
			displayName: 'Client Private Key',
			typeOptions: { rows: 4 },
			description: 'The key of the certificate, in PEM',
		},
		{ asItIs: true },
	),
	mtls_root_certificate: text({
		displayName: 'Root Certificate',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description: 'The certificate of the authority, in PEM',
	}),
};
