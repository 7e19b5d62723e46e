version 1.2

task half {
  command <<<
    echo half > part.txt
    exit 3
  >>>
  output {
    File part = "part.txt"
    File rest = "rest.txt"
  }
  requirements {
    container: "localhost/busybox:latest"
  }
}
