/**
 * Lines of `sh` that find the main process of the app on an instance, by the name of its unit: `pid`, 0 where there is none, as on Docker
 * platforms; and `root`, where the file system of the instance begins.
 */
export const findMainProcess = `# Where the file system of the instance begins; set only where instances are folders.
root="\${PREVIEW_STACKS_LOCAL_ROOT:-}"
pid="$(systemctl show -p MainPID --value web.service 2>/dev/null)" || pid=0
case "$pid" in '' | *[!0-9]*) pid=0 ;; esac
`;
