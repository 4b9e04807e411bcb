"""What browsers offer, shortened to what matters."""

_TRANSPORT = """a=ice-ufrag:oIni
a=ice-pwd:A5yLK5zmFL5GYD3IvSSd4VpT
a=ice-options:trickle
a=fingerprint:sha-256 42:B0:9C:B6:EC:F2:FA:0C:19:46:9E:C4:2C:C5:32:47:D6:61:5E:30:B8:DF:99:56:40:FB:57:F3:45:C8:2E:A6
a=setup:actpass
"""

CHROMIUM = f"""v=0
o=- 5459609949923660173 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0 1
a=extmap-allow-mixed
a=msid-semantic: WMS
m=audio 9 UDP/TLS/RTP/SAVPF 111 9
c=IN IP4 0.0.0.0
a=rtcp:9 IN IP4 0.0.0.0
a=candidate:2 1 udp 2122260223 192.168.1.7 50997 typ host generation 0 network-id 1
a=candidate:3 1 udp 2122194687 1f4712db-ea17-4bcf-a596-105139dfd8bf.local 54596 typ host generation 0
a=candidate:4 1 tcp 1518280447 192.168.1.7 9 typ host tcptype active generation 0
{_TRANSPORT}a=mid:0
a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
a=sendrecv
a=msid:- 5e2f
a=rtcp-mux
a=rtcp-rsize
a=rtpmap:111 opus/48000/2
a=rtcp-fb:111 transport-cc
a=fmtp:111 minptime=10;useinbandfec=1
a=rtpmap:9 G722/8000
m=video 9 UDP/TLS/RTP/SAVPF 96 97 98 102 103 108 109
c=IN IP4 0.0.0.0
a=rtcp:9 IN IP4 0.0.0.0
{_TRANSPORT}a=mid:1
a=extmap:13 urn:3gpp:video-orientation
a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
a=sendrecv
a=rtcp-mux
a=rtcp-rsize
a=rtpmap:96 VP8/90000
a=rtcp-fb:96 goog-remb
a=rtcp-fb:96 transport-cc
a=rtcp-fb:96 ccm fir
a=rtcp-fb:96 nack
a=rtcp-fb:96 nack pli
a=rtpmap:97 rtx/90000
a=fmtp:97 apt=96
a=rtpmap:98 VP9/90000
a=fmtp:98 profile-id=0
a=rtpmap:102 H264/90000
a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42e01f
a=rtpmap:103 rtx/90000
a=fmtp:103 apt=102
a=rtpmap:108 H264/90000
a=rtcp-fb:108 goog-remb
a=rtcp-fb:108 transport-cc
a=rtcp-fb:108 ccm fir
a=rtcp-fb:108 nack
a=rtcp-fb:108 nack pli
a=fmtp:108 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f
a=rtpmap:109 rtx/90000
a=fmtp:109 apt=108
a=ssrc-group:FID 1 2
a=ssrc:1 cname:x
""".replace("\n", "\r\n")
