import AWSServices
import Testing

@testable import AWSBatchBackend

@Suite struct ContainerOptionsTests {
  private func problem(_ text: String) -> String {
    do throws(SettingProblem) {
      _ = try ContainerOptions.parse(text)
      return "none"
    } catch { return error.message }
  }

  @Test func everyOptionIsTakenInItsLongForm() throws {
    let settings = try ContainerOptions.parse(
      "--env A=1 --env=B='two words' --init --memory-swap 512 --memory-swappiness=40 --privileged --read-only"
        + " --shm-size 128m --tmpfs /run:rw,noexec,size=64 --user 1000:100 --ulimit nofile=1024:2048 --ulimit core=0")
    #expect(settings.environment == ["A": "1", "B": "two words"])
    #expect(settings.hasInit == true)
    #expect(settings.maxSwap == 512)
    #expect(settings.swappiness == 40)
    #expect(settings.isPrivileged == true)
    #expect(settings.isReadOnly == true)
    #expect(settings.sharedMemorySize == 128)
    #expect(settings.tmpfs == ["/run": Tmpfs(containerPath: "/run", size: 64, mountOptions: ["rw", "noexec"])])
    #expect(settings.user == "1000:100")
    #expect(
      settings.ulimits == [
        "nofile": Ulimit(hardLimit: 2048, name: "nofile", softLimit: 1024),
        "core": Ulimit(hardLimit: 0, name: "core", softLimit: 0),
      ])
  }

  @Test(arguments: ["-e A=1", "-eA=1", "-e=A=1", "--env A=1", "--env=A=1", "  -e 'A=1' ", "-e \"A=1\"", "-e A\\=1"])
  func aVariableHasManySpellings(text: String) throws {
    #expect(try ContainerOptions.parse(text).environment == ["A": "1"])
  }

  @Test(arguments: ["-u root", "-uroot", "-u=root", "--user root", "--user=root"])
  func aUserHasManySpellings(text: String) throws { #expect(try ContainerOptions.parse(text).user == "root") }

  @Test(arguments: [
    ("64m", 64), ("64M", 64), ("64mb", 64), ("1g", 1024), ("1.5g", 1536), ("1k", 1), ("1048576", 1), ("67108865", 65),
  ])
  func sizesHaveDockersSuffixes(text: String, size: Int) throws {
    #expect(try ContainerOptions.parse("--shm-size " + text).sharedMemorySize == size)
  }

  @Test(arguments: [("--privileged=false", false), ("--privileged=true", true), ("--privileged", true)])
  func aFlagMaySayItsValue(text: String, value: Bool) throws {
    #expect(try ContainerOptions.parse(text).isPrivileged == value)
  }

  @Test func aVariableWithoutAValueIsEmptyAndAValueMayHoldAnything() throws {
    let settings = try ContainerOptions.parse(#"-e EMPTY -e "URL=http://x?a=b&c='d'" -e P='$HOME;rm -rf /'"#)
    #expect(settings.environment == ["EMPTY": "", "URL": "http://x?a=b&c='d'", "P": "$HOME;rm -rf /"])
  }

  @Test func nothingIsNoOptions() throws { #expect(try ContainerOptions.parse("  ") == ContainerSettings()) }

  @Test(arguments: [
    "--gpus all", "--gpus=all", "-v /a:/b", "--volume /a:/b", "--network host", "--env-file x", "-x", "--", "-",
    "ubuntu", "--privilege", "--PRIVILEGED",
  ])
  func anythingElseIsRefusedWithTheList(text: String) {
    let problem = problem(text)
    #expect(problem.contains("which AWS Batch has nothing for; it may have --env (-e), --init, --memory-swap"))
  }

  @Test(arguments: [
    ("--env", "without a value"), ("-u", "without a value"), ("--shm-size", "without a value"),
    ("-e 'A=1", "not closed"), ("-e \"A=1", "not closed"), ("-e A=1\\", "ends with a backslash"),
    ("-e 1A=x", "no name for a variable"), ("-e =x", "no name for a variable"),
    ("-e AWS_BATCH_JOB_ID=1", "AWS Batch's own"), ("--shm-size lots", "must be a size above 0"),
    ("--shm-size 0", "must be a size above 0"), ("--shm-size -1", "must be a size above 0"),
    ("--shm-size 99999999999999999999g", "must be a size above 0"), ("--memory-swap -1", "must be a number of MiB"),
    ("--memory-swappiness 101", "from 0 to 100"), ("--memory-swappiness x", "from 0 to 100"),
    ("--tmpfs /run", "without its size; write `/run:size=64`"), ("--tmpfs run:size=1", "must be absolute"),
    ("--tmpfs /run:size=0", "without a size above 0"), ("--tmpfs /run:size=1,colour=red", "the option `colour=red`"),
    ("--ulimit nofile", "write `name=soft`"), ("--ulimit nofiles=1", "has a limit `nofiles`; there are: core,"),
    ("--ulimit nofile=x", "no whole number"), ("--ulimit nofile=2:1", "a soft limit of 2 above"),
    ("--ulimit nofile=1:2:3", "write `name=soft`"), ("--ulimit nofile=99999999999", "no whole number"),
    ("--user 'a b'", "the user `a b`"), ("--user a:b:c", "the user `a:b:c`"), ("--user=", "the user ``"),
    ("--privileged=maybe", "must be true or false"),
  ])
  func whatAnOptionCannotHaveIsRefused(text: String, message: String) {
    #expect(problem(text).contains(message))
  }
}
