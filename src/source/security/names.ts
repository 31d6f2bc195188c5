import { credentialNamed } from '../../core/credentials.ts'
import { words } from '../../core/words.ts'

/** Short and non-English names of passwords. */
const passwordNames = words('pass pw passw passwrd plaintext plainpassword plainpass userpass user_pass senha contrasena motdepasse passwort kennwort clave')

/** True for names of passwords, but not for those of hashes, policies or actions. */
export function isPasswordName(name: string | undefined): boolean {
  return name !== undefined && (passwordNames.has(name.toLowerCase()) || credentialNamed(name) === 'password')
}
