/** Last in the order of names: what the app's own hooks made of the proxy is there by then. */
const name = 'zz-preview-stacks-access.sh';

/** Where Beanstalk looks for it: at a deploy, and at a change of the configuration alone. */
export const accessHookPaths = ['hooks', 'confighooks'].map((kind) => `.platform/${kind}/predeploy/${name}`);

/**
 * What closes the proxy of an instance, by the properties that its environment has (docs/access.md): the same bytes in every bundle. `umask` comes
 * first, so that neither hashes nor the cookie's value can be read by the app's user. Sources of what it relies on are in docs/access.md.
 */
export const accessHook = String.raw`#!/bin/sh
# Made by preview-stacks when it packed this bundle: docs/access.md. It says who may look, by the properties of the environment.
set -eu
umask 077
LC_ALL=C
export LC_ALL

fail() {
  echo "preview-stacks access: $1" >&2
  exit 1
}

# A property of the environment; nothing where there is none.
value() {
  printenv "$1" || true
}

root=$(value PREVIEW_STACKS_LOCAL_ROOT)
staging=$root/var/proxy/staging/nginx
open=$(value PREVIEW_STACKS_ACCESS_OPEN)
index=$(value PREVIEW_STACKS_ACCESS_INDEX)
in_http=conf.d/preview-stacks-access.conf
in_server=conf.d/elasticbeanstalk/preview-stacks-access.conf
users=preview-stacks-access.users

# Beanstalk copies what is staged over what nginx runs with, and deletes nothing: what a former deployment wrote would hold on. Where a password
# is wanted that stays until it is replaced: a deployment that fails leaves nothing open.
rm -f "$staging/$in_http" "$staging/$in_server" "$staging/$users"
if [ -z "$open" ]; then rm -f "$root/etc/nginx/$in_http" "$root/etc/nginx/$in_server"; fi

# The directives of nginx, one a line, as nginx reads them: a # within quotes, or within a word, begins no comment.
directives() {
  find "$staging" -name '*.conf' -exec awk '
    function push() { if (inside) d = d w " "; w = ""; inside = 0 }
    FNR == 1 { d = w = quote = ""; inside = 0 }
    {
      for (i = 1; i <= length($0) + 1; i++) {
        c = i > length($0) ? "\n" : substr($0, i, 1)
        if (c == "\\") { i++; w = w "_"; inside = 1 }
        else if (quote != "") { if (c == quote) { quote = ""; push() } else w = w (c ~ /[ \t\r\n;}{]/ ? "_" : c) }
        else if (!inside && (c == "\"" || c == "\047")) { quote = c; inside = 1 }
        else if (!inside && c == "#") break
        else if (c ~ /[ \t\r\n]/) push()
        else if (c == ";" || (c == "{" && w !~ /[$]$/) || (c == "}" && !inside)) { push(); print d c; d = "" }
        else { w = w c; inside = 1 }
      }
    }' {} +
}

count() {
  directives | grep -cE "$1" || true
}

include='^include (/etc/nginx/)?conf[.]d/elasticbeanstalk/[*][.]conf ;'
proxied=no
if [ -f "$staging/nginx.conf" ] && [ "$(count "$include")" -gt 0 ]; then proxied=yes; fi

if [ -z "$open" ]; then
  [ "$index" = no ] || exit 0
  if [ "$proxied" = no ]; then
    echo "preview-stacks access: no nginx of Beanstalk is here that could ask robots to stay away"
    exit 0
  fi
  mkdir -p "$staging/conf.d/elasticbeanstalk"
  echo 'add_header X-Robots-Tag "noindex, nofollow" always;' >"$staging/$in_server"
  exit 0
fi

# From here on a password is wanted: what is not certain ends the deployment.
[ "$proxied" = yes ] || fail "there is no nginx of Beanstalk that could ask for a password (another proxy, or a .platform/nginx/nginx.conf without conf.d/elasticbeanstalk)"
[ "$(count '^server [{]')" -le "$(count "$include")" ] || fail "a server of .platform/nginx does not include conf.d/elasticbeanstalk/*.conf and would ask for no password"
[ "$(count '^(auth_basic|satisfy) ')" = 0 ] || fail "a file of .platform/nginx has auth_basic or satisfy of its own"
case "$open" in
  *[!A-Za-z0-9._~/%?=\&-]*) fail "the health path has characters that nginx could misread" ;;
  /*) ;;
  *) fail "the health path does not begin with a slash" ;;
esac
case "$(printf '%s' "$open" | cut -d'?' -f1)" in
  / | *//* | */./* | */../* | */. | */.. | *%*) fail "the health path $open would stay open, and it is the start page, or nginx could take it for another" ;;
esac

# Lines name:password. Of JSON only one flat object of texts is read.
pairs() {
  everyone=$(value PREVIEW_STACKS_ACCESS_PASSWORD)
  people=$(value PREVIEW_STACKS_ACCESS_USERS)
  [ "$(printf '%s' "$everyone" | wc -l)" -eq 0 ] || fail "the password of access.password has more than one line"
  case "$everyone" in
    '') ;;
    '{'*) fail "the secret of access.password holds JSON: put its key behind the ARN, or name it in access.users" ;;
    *) printf 'preview:%s\n' "$everyone" ;;
  esac
  [ -n "$people" ] || return 0
  printf '%s' "$people" | tr -d '\n\r' | awk '{
    if (!sub(/^[ \t]*[{][ \t]*/, "")) exit 1
    while (match($0, /^"[A-Za-z0-9._@-]+"[ \t]*:[ \t]*"[^"\\]*"[ \t]*/)) {
      split(substr($0, 1, RLENGTH), part, "\"")
      $0 = substr($0, RLENGTH + 1)
      print part[2] ":" part[4]
      count++
      if (!sub(/^,[ \t]*/, "")) break
    }
    if (count == 0 || $0 !~ /^[}][ \t]*$/) exit 1
  }' || fail "the secret of access.users is no JSON of the form {\"name\":\"password\"}; a password there has neither quotes nor backslashes"
}

all=$(pairs)
[ -n "$all" ] || fail "a password is wanted, and the secret is empty or did not come"
twice=$(printf '%s\n' "$all" | cut -d: -f1 | sort | uniq -d | tr '\n' ' ')
[ -z "$twice" ] || fail "a name comes twice, and only one of its passwords would hold: $twice(preview is the name of access.password)"
mkdir -p "$staging/conf.d/elasticbeanstalk"
printf '%s\n' "$all" | while IFS= read -r line; do
  who=$(printf '%s' "$line" | cut -d: -f1)
  password=$(printf '%s' "$line" | cut -d: -f2-)
  case "$password" in *[![:print:]]*) fail "the password of $who has characters other than printable ASCII" ;; esac
  length=$(printf '%s' "$password" | wc -c)
  if [ "$length" -lt 8 ] || [ "$length" -gt 128 ]; then fail "the password of $who has $length characters: 8 to 128 are taken"; fi
  # printf is the shell's own: no list of processes shows the password.
  hash=$(printf '%s' "$password" | openssl passwd -apr1 -stdin)
  printf '%s:%s\n' "$who" "$hash" >>"$staging/$users"
done
# Nginx reads it as its own user, at each request.
if chgrp nginx "$staging/$users" 2>/dev/null; then chmod 640 "$staging/$users"; fi

# Who has said the password gets a cookie, the same on every instance: web sockets and requests with an Authorization of the app need it. It is made
# of this one's password alone: by it no one can try the passwords of others.
url=$(value PREVIEW_STACKS_URL)
case "$url" in https:*) secure='; Secure' ;; *) secure='' ;; esac
cookies=$(printf '%s\n' "$all" | while IFS= read -r line; do
  token=$(printf 'preview-stacks\n%s\n%s' "$url" "$line" | openssl dgst -sha256 -r | cut -d' ' -f1)
  printf '%s %s\n' "$(printf '%s' "$line" | cut -d: -f1 | sed 's/[.]/[.]/g')" "$token"
done)
{
  echo 'map "$preview_stacks_realm:$upstream_status:$remote_user" $preview_stacks_cookie {'
  echo '  default "";'
  printf '%s\n' "$cookies" | while read -r who token; do
    echo "  \"~^Preview:.+:$who\$\" \"preview_stacks_access=$token; Path=/; HttpOnly; SameSite=Lax$secure\";"
  done
  echo '}'
  echo 'map $cookie_preview_stacks_access $preview_stacks_known {'
  echo '  default no;'
  printf '%s\n' "$cookies" | while read -r who token; do echo "  \"~^$token\$\" yes;"; done
  echo '}'
} >"$staging/$in_http"
{
  cat <<END
set \$preview_stacks_realm "Preview";
set \$preview_stacks_asked "\$request_method \$request_uri";
if (\$preview_stacks_asked = "GET $open") {
  set \$preview_stacks_realm off;
}
if (\$preview_stacks_asked = "HEAD $open") {
  set \$preview_stacks_realm off;
}
if (\$preview_stacks_known = "yes") {
  set \$preview_stacks_realm off;
}
auth_basic \$preview_stacks_realm;
auth_basic_user_file $users;
add_header Set-Cookie \$preview_stacks_cookie;
END
  if [ "$index" = no ]; then echo 'add_header X-Robots-Tag "noindex, nofollow" always;'; fi
} >"$staging/$in_server"
`;
