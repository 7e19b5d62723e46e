version 1.3

Int a = 1

call t

task t {
  command <<< >>>
}
