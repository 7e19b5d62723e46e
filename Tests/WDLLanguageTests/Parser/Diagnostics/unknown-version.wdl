version 4.2

task t {
  nonsense
}
