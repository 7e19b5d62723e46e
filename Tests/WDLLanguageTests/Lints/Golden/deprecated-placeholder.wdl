version 1.2

task t {
  input {
    String name
  }
  command {
    echo ${name} ~{name} "~{"${name}"}"
  }
  requirements {
    container: "debian:12"
  }
}
