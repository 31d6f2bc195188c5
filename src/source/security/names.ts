import { credentialNamed } from '../../core/credentials.ts'
import { words } from '../../core/words.ts'

/** Short and foreign names that people give a password. */
const passwordNames = words('pass pw passw passwrd plaintext plainpassword plainpass userpass user_pass senha contrasena motdepasse passwort kennwort clave')

/** True for names of passwords, and not for their hashes, rules or what is done with them. */
export function isPasswordName(name: string | undefined): boolean {
  return name !== undefined && (passwordNames.has(name.toLowerCase()) || credentialNamed(name) === 'password')
}
