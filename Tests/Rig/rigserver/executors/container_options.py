"""From a container's spec to the arguments of the Docker API."""
import os

import docker.types


def create_arguments(spec, network):
    """Arguments of containers.create. On EC2 vCPUs are shares, on Fargate a hard limit; memory is always a hard limit."""
    linux = spec["linux"]
    swap = spec["memory"] + linux.get("maxSwap", 0)
    arguments = {
        "image": spec["image"],
        "command": spec["command"] or None,
        "environment": spec["env"],
        "detach": True,
        "name": f"rig-{spec['task']}-{spec['name']}",
        "network_mode": network,
        "mem_limit": f"{spec['memory']}m",
        "memswap_limit": f"{swap}m",
        "mounts": mounts(spec),
        "tmpfs": tmpfs(spec),
        "privileged": spec["privileged"],
        "read_only": spec["readonly"],
        "user": spec["user"],
        "init": linux.get("initProcessEnabled", False),
        "shm_size": f"{linux['sharedMemorySize']}m" if "sharedMemorySize" in linux else None,
        "devices": [device(item) for item in linux.get("devices", [])],
        "ulimits": [docker.types.Ulimit(name=item["name"], soft=item["softLimit"], hard=item["hardLimit"])
                    for item in spec["ulimits"]],
    }
    if spec["fargate"]:
        arguments["nano_cpus"] = int(spec["vcpu"] * 1e9)
    else:
        arguments["cpu_shares"] = max(2, int(spec["vcpu"] * 1024))
    return {name: value for name, value in arguments.items() if value is not None}


def tmpfs(spec):
    """Path -> options. Podman makes these places of a read-only container writable, which AWS does not."""
    chosen = {item["containerPath"]: ",".join([f"size={item['size']}m"] + item.get("mountOptions", []))
              for item in spec["linux"].get("tmpfs", [])}
    if spec["readonly"]:
        taken = [mount["containerPath"] for mount in spec["mounts"]] + list(chosen)
        chosen.update({path: "ro" for path in ("/tmp", "/var/tmp", "/run") if path not in taken})
    return chosen


def mounts(spec):
    """Host folders, EFS (a folder of the rig's) and anonymous volumes."""
    volumes = {volume["name"]: volume for volume in spec["volumes"]}
    result = []
    for mount in spec["mounts"]:
        volume = volumes[mount["sourceVolume"]]
        source = host_folder(volume)
        read_only = mount.get("readOnly", False)
        if source:
            os.makedirs(source, exist_ok=True)
            result.append(docker.types.Mount(mount["containerPath"], source, type="bind", read_only=read_only))
        else:
            name = f"rig-{spec['task']}-{volume['name']}"
            result.append(docker.types.Mount(mount["containerPath"], name, type="volume", read_only=read_only))
    return result


def host_folder(volume):
    """The folder of this machine that a volume stands for, or None for an anonymous one."""
    efs = volume.get("efsVolumeConfiguration")
    if efs:
        state = os.environ.get("RIG_STATE", "/tmp")
        return f"{state}/efs/{efs['fileSystemId']}/{efs.get('rootDirectory', '').strip('/')}"
    return (volume.get("host") or {}).get("sourcePath")


def device(item):
    """host path:container path:rwm"""
    permissions = "".join(name[0].lower() for name in item.get("permissions", ["READ", "WRITE", "MKNOD"]))
    return f"{item['hostPath']}:{item.get('containerPath', item['hostPath'])}:{permissions}"
