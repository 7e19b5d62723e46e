import "sub.wdl" as sub

workflow outer {
  call sub.inner
}
